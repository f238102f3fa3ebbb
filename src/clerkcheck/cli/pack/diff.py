"""``clerkcheck pack diff A B``: two governments by subject, or two versions of one pack."""

from argparse import Namespace
from typing import TYPE_CHECKING, Any

from clerkcheck.cli.out import emit
from clerkcheck.cli.pack.which_pack import built_pack
from clerkcheck.cli.say import say
from clerkcheck.clock import today
from clerkcheck.packs.model import Pack
from clerkcheck.reports.formats import rendered

if TYPE_CHECKING:
    from clerkcheck.packs.diff import ComparedSubjects, Statement
    from clerkcheck.packs.versions import Versions

SCHEMA = "clerkcheck.pack-diff/1"


def run(options: Namespace) -> int:
    """Print the comparison (packs of one id are versions of one); return 0."""
    left, right = built_pack(options.left), built_pack(options.right)
    from clerkcheck.cli.pack import diff_text

    if left.pack.id == right.pack.id:
        from clerkcheck.packs.versions import compare_versions

        versions = compare_versions(left.pack, right.pack)
        data, lines = _versions_data(versions), diff_text.versions_lines(left.pack, right.pack, versions)
    else:
        from clerkcheck.packs.diff import compare_governments

        sections = compare_governments(left, right)
        data = _governments_data(sections, whole=options.all)
        lines = diff_text.governments_lines(left.pack, right.pack, sections, whole=options.all)
    if options.format != "text":
        heads = {"left": _head(left.pack), "right": _head(right.pack)}
        emit(rendered({"schema": SCHEMA, **heads, **data}, options.format, today()), None)
    else:
        say("\n".join(lines))
    return 0


def _head(pack: Pack) -> dict[str, Any]:
    return {"id": pack.id, "region": pack.region, "regulation": pack.regulation, "in_force": pack.in_force_from or None}


def _governments_data(sections: "tuple[ComparedSubjects, ...]", *, whole: bool) -> dict[str, Any]:
    return {
        "compared": "governments",
        "sections": [
            {
                "subject": section.subject,
                "rows": [
                    {
                        "subject": row.subject,
                        "label": row.label,
                        "agrees": row.agrees,
                        "left": [_statement(each) for each in row.left if whole or not each.same],
                        "right": [_statement(each) for each in row.right if whole or not each.same],
                    }
                    for row in section.rows
                    if whole or not row.agrees
                ],
            }
            for section in sections
        ],
    }


def _statement(statement: "Statement") -> dict[str, Any]:
    return statement._asdict()


def _versions_data(versions: "Versions") -> dict[str, Any]:
    def named(clauses: Any) -> list[dict[str, str]]:
        """Return clauses by id, article and gist."""
        return [{"clause": each.id, "article": each.article, "gist": each.gist} for each in clauses]

    return {
        "compared": "versions",
        "head": [each._asdict() for each in versions.head],
        "articles": [each._asdict() for each in versions.articles],
        "moved": [{**each._asdict(), "clauses": list(each.clauses)} for each in versions.moved],
        "added": named(versions.added),
        "removed": named(versions.removed),
        "changed": [each._asdict() for each in versions.changed],
        "terms": [each._asdict() for each in versions.terms],
        "vocabulary": [each._asdict() for each in versions.vocabulary],
    }
