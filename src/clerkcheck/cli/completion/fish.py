"""The script for fish."""

from clerkcheck.cli.completion.tree import Node, Value

_FRAME = """\
# clerkcheck completion fish
function __clerkcheck_at --description 'whether the words typed lead to just this command'
    set -l at
    for word in (commandline -opc)[2..-1]
        switch "$at $word"
            case {paths}
                set at (string trim "$at $word")
        end
    end
    test "$at" = "$argv"
end
complete -c clerkcheck -e
{lines}
"""


def script(root: Node) -> str:
    """Return the script by which fish completes the commands and options of the tree below ``root``."""
    nodes = list(root.walk())
    paths = " ".join(f"'{_typed(node)}'" for node in nodes if node.path)
    return _FRAME.format(paths=paths, lines="\n".join(line for node in nodes for line in _lines(node)))


def _typed(node: Node) -> str:
    above, last = " ".join(node.path[:-1]), node.path[-1]
    return f"{above} {last}"


def _lines(node: Node) -> list[str]:
    begin = f"complete -c clerkcheck -n '__clerkcheck_at {' '.join(node.path)}'"
    files = node.value is not None and (node.value.files or node.value.folders)
    begin_words = begin if files else f"{begin} -f"
    lines = [f"{begin_words} -a '{child.path[-1]}' -d '{_plain(child.purpose)}'" for child in node.children]
    if node.value is not None and node.value.words:
        lines.append(f"{begin_words} -a '{' '.join(node.value.words)}'")
    if not files and not lines:
        lines.append(begin_words)
    for option in node.options:
        names = " ".join(f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}" for name in option.names)
        lines.append(f"{begin} {names} {_value(option.value)}-d '{_plain(option.purpose)}'")
    return lines


def _value(value: Value | None) -> str:
    if value is None:
        return ""
    words = f"-a '{' '.join(value.words)}' " if value.words else ""
    if value.folders and not value.files:
        return f"{words}-x -a '(__fish_complete_directories)' " if not words else f"-r {words}"
    return f"-r {words}" if value.files else f"-x {words}"


def _plain(text: str) -> str:
    return text.replace("\\", "＼").replace("'", "’")
