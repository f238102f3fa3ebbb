"""The script for zsh, to be sourced or kept as _clerkcheck in a folder of $fpath."""

from clerkcheck.cli.completion.tree import Node, Option, Value

_FRAME = """\
#compdef clerkcheck
# clerkcheck completion zsh
{functions}
if [ "$funcstack[1]" = "_clerkcheck" ]; then
    _clerkcheck "$@"
else
    compdef _clerkcheck clerkcheck
fi
"""
_FUNCTION = """\
{name}() {{
{children}    _arguments -s {arguments}
}}
"""
_CHILDREN = """\
    local -a commands
    if (( CURRENT == 2 )); then
        commands=({described})
        _describe -t commands command commands
    else
        case "$words[2]" in
{cases}
        esac
    fi
"""


def script(root: Node) -> str:
    """Return the script for all commands, each a function of its own."""
    return _FRAME.format(functions="\n".join(map(_function, root.walk())))


def _function(node: Node) -> str:
    arguments = [_argument(option, name) for option in node.options for name in option.names]
    if node.value is not None:
        arguments.append(f"'*:{'|'.join(node.path) or 'clerkcheck'}:{_action(node.value)}'")
    text = " \\\n        ".join(arguments)
    return _FUNCTION.format(name=_name(node), children=_children(node), arguments=text)


def _children(node: Node) -> str:
    if not node.children:
        return ""
    described = " ".join(f"'{child.path[-1]}:{_plain(child.purpose)}'" for child in node.children)
    cases = "\n".join(
        f"            {child.path[-1]}) shift words; (( CURRENT-- )); {_name(child)}; return ;;"
        for child in node.children
    )
    return _CHILDREN.format(described=described, cases=cases)


def _name(node: Node) -> str:
    return "_".join(("_clerkcheck", *node.path))


def _argument(option: Option, name: str) -> str:
    others = " ".join(option.names)
    value = "" if option.value is None else f":{name.lstrip('-')}:{_action(option.value)}"
    return f"'({others}){name}[{_plain(option.purpose)}]{value}'"


def _action(value: Value) -> str:
    """What zsh is to do for a word: offer words, files, folders or, with nothing known, nothing."""
    words = " ".join(value.words)
    if value.words and (value.files or value.folders):
        return f"{{compadd -- {words}; {'_files' if value.files else '_files -/'}}}"
    if value.words:
        return f"({words})"
    return "_files" if value.files else "_files -/" if value.folders else " "


def _plain(text: str) -> str:
    """A purpose without the signs by which zsh would read it."""
    return text.translate(str.maketrans("[]:'\\`$", "（）：’＼’＄"))
