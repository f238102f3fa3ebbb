"""The script for bash, 3.2 (macOS) and later; without the package bash-completion."""

from shlex import quote

from clerkcheck.cli.completion.tree import Node, Value

_FRAME = """\
# clerkcheck completion bash
_clerkcheck_no_files() {{
    compopt +o default +o bashdefault 2>/dev/null
}}
_clerkcheck() {{
    local cur="${{COMP_WORDS[COMP_CWORD]}}" prev="${{COMP_WORDS[COMP_CWORD-1]}}" at="" i words=""
    for ((i = 1; i < COMP_CWORD; i++)); do
        case "$at ${{COMP_WORDS[i]}}" in
{steps}
        esac
    done
    COMPREPLY=()
    # Where no word fits, bash itself completes a file's name, unless we say no.
    case "$at $prev" in
{values}
    esac
    if [[ "$cur" == -* ]]; then
        case "$at" in
{options}
        esac
    else
        case "$at" in
{positionals}
        esac
    fi
    COMPREPLY=($(compgen -W "$words" -- "$cur"))
}}
complete -o bashdefault -o default -F _clerkcheck clerkcheck
"""
_NO_FILES = "_clerkcheck_no_files"


def script(root: Node) -> str:
    """Return the script by which bash completes the commands and options of the tree below ``root``."""
    nodes = list(root.walk())
    return _FRAME.format(
        steps="\n".join(f"            {_step(node)}) at={quote(_at(node))} ;;" for node in nodes if node.path),
        values="\n".join(line for node in nodes for line in _after(node)),
        options="\n".join(f"            {quote(_at(node))}) words={_words(_names(node))} ;;" for node in nodes),
        positionals="\n".join(f"            {quote(_at(node))}) {_positional(node)} ;;" for node in nodes),
    )


def _at(node: Node) -> str:
    return " ".join(("", *node.path))


def _step(node: Node) -> str:
    return quote(f"{_at(node._replace(path=node.path[:-1]))} {node.path[-1]}")


def _names(node: Node) -> list[str]:
    return [name for option in node.options for name in option.names]


def _after(node: Node) -> list[str]:
    """The lines for the word after an option that takes a value."""
    lines = []
    for option in node.options:
        if option.value is not None:
            cases = "|".join(quote(f"{_at(node)} {name}") for name in option.names)
            lines.append(f"        {cases}) {_offer(option.value)}; return ;;")
    return lines


def _offer(value: Value) -> str:
    offered = f'COMPREPLY=($(compgen -W {_words(value.words)} -- "$cur"))' if value.words else ":"
    if value.folders and not value.files and not value.words:
        return 'COMPREPLY=($(compgen -d -- "$cur"))'
    return offered if value.files or value.folders else f"{offered}; {_NO_FILES}"


def _positional(node: Node) -> str:
    words = [child.path[-1] for child in node.children] + list(node.value.words if node.value else ())
    files = node.value is not None and (node.value.files or node.value.folders)
    return f"words={_words(words)}" + ("" if files else f"; {_NO_FILES}")


def _words(words: list[str] | tuple[str, ...]) -> str:
    return quote(" ".join(words)) if words else "''"
