#!/bin/sh
# 离线安装 clerkcheck：sh install.sh [装到哪个文件夹]
here=$(cd "$(dirname "$0")" && pwd)
for python in python3.13 python3.12 python3.11 python3; do
    if command -v "$python" >/dev/null 2>&1 &&
        "$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; then
        exec "$python" "$here/install.py" "$@"
    fi
done
echo "没有装：找不到 Python 3.11、3.12 或 3.13，先装好其中一个"
exit 1
