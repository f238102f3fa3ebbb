@echo off
rem 离线安装 clerkcheck：双击，或在命令窗口里运行 安装.bat [装到哪个文件夹]
setlocal
for %%v in (3.13 3.12 3.11) do (
    py -%%v -c "" >nul 2>nul
    if not errorlevel 1 (
        py -%%v "%~dp0install.py" %*
        goto done
    )
)
python -c "import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))" >nul 2>nul
if not errorlevel 1 (
    python "%~dp0install.py" %*
    goto done
)
echo 没有装：找不到 Python 3.11、3.12 或 3.13，先装好其中一个（64 位，安装时勾选 py launcher）
:done
pause
