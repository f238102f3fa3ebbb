"""The script for PowerShell 5.1 and later."""

from clerkcheck.cli.completion.tree import Node

_FRAME = """\
# clerkcheck completion powershell
Register-ArgumentCompleter -Native -CommandName clerkcheck, clerkcheck.exe -ScriptBlock {{
    param($wordToComplete, $commandAst, $cursorPosition)
    $commands = @{{
{commands}
    }}
    $options = @{{
{options}
    }}
    $values = @{{
{values}
    }}
    $typed = @($commandAst.CommandElements | Select-Object -Skip 1 |
        Where-Object {{ $_.Extent.EndOffset -lt $cursorPosition }} | ForEach-Object {{ "$_" }})
    $at = ''
    foreach ($word in $typed) {{
        $next = "$at $word".Trim()
        if ($commands.ContainsKey($next)) {{ $at = $next }}
    }}
    $last = if ($typed.Count) {{ $typed[-1] }} else {{ '' }}
    $found = if ($values.ContainsKey("$at $last".Trim())) {{ $values["$at $last".Trim()] }}
        elseif ($wordToComplete -like '-*') {{ $options[$at] }}
        else {{ $commands[$at] }}
    # With nothing offered PowerShell completes the names of files.
    @($found) | Where-Object {{ $_ -and $_ -like "$wordToComplete*" }} | ForEach-Object {{
        [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
    }}
}}
"""


def script(root: Node) -> str:
    """Return the script by which PowerShell completes the commands and options of the tree below ``root``."""
    nodes = list(root.walk())
    taking = [(node, option) for node in nodes for option in node.options if option.value is not None]
    return _FRAME.format(
        commands="\n".join(_entry(_at(node), _following(node)) for node in nodes),
        options="\n".join(_entry(_at(node), [name for each in node.options for name in each.names]) for node in nodes),
        values="\n".join(
            _entry(f"{_at(node)} {name}".strip(), list(option.value.words) if option.value else [])
            for node, option in taking
            for name in option.names
        ),
    )


def _at(node: Node) -> str:
    return " ".join(node.path)


def _following(node: Node) -> list[str]:
    return [child.path[-1] for child in node.children] + list(node.value.words if node.value else ())


def _entry(key: str, words: list[str]) -> str:
    quoted = ", ".join("'" + word.replace("'", "''") + "'" for word in words)
    return f"        '{key}' = @({quoted})"
