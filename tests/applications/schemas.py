"""A small check of JSON against the parts of JSON Schema that the published schema uses."""

import re

TYPES = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "boolean": bool,
    "null": type(None),
}
KNOWN = {
    "$schema", "$defs", "$ref", "title", "description", "type", "enum", "pattern", "required",
    "properties", "additionalProperties", "items",
}  # fmt: skip


def problems(value, schema, root=None, at="$"):
    """Return sentences on what in a value does not follow a schema."""
    root = root or schema
    assert set(schema) <= KNOWN, set(schema) - KNOWN
    if "$ref" in schema:
        return problems(value, root["$defs"][schema["$ref"].rpartition("/")[2]], root, at)
    found = list(_own(value, schema, at))
    if isinstance(value, dict):
        for name, part in value.items():
            inner = schema.get("properties", {}).get(name, schema.get("additionalProperties", {}))
            if inner is False:
                found.append(f"{at}.{name} is unknown")
            else:
                found += problems(part, inner or {"title": ""}, root, f"{at}.{name}")
    if isinstance(value, list):
        for number, part in enumerate(value):
            found += problems(part, schema.get("items") or {"title": ""}, root, f"{at}[{number}]")
    return found


def _own(value, schema, at):
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if kinds and not any(_is(value, kind) for kind in kinds):
        yield f"{at} is no {kinds}"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{at} is none of {schema['enum']}"
    if isinstance(value, str) and not re.search(schema.get("pattern", ""), value):
        yield f"{at} does not match"
    if isinstance(value, dict):
        for name in schema.get("required", []):
            if name not in value:
                yield f"{at} has no {name}"


def _is(value, kind):
    return isinstance(value, TYPES[kind]) and not (kind == "integer" and isinstance(value, bool))
