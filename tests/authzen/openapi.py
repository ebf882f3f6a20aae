"""A lint of the interface's description: OpenAPI 3.1 as far as tools that read it depend on it."""
import re

METHODS = {"get", "put", "post", "delete", "patch", "head", "options", "trace"}


def references_in(value):
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"]
        for member in value.values():
            yield from references_in(member)
    elif isinstance(value, list):
        for item in value:
            yield from references_in(item)


def resolves(document, reference):
    here = document
    for part in reference.removeprefix("#/").split("/"):
        part = part.replace("~1", "/").replace("~0", "~")
        if not isinstance(here, dict) or part not in here:
            return False
        here = here[part]
    return reference.startswith("#/")


def faults_in(document):
    if not re.fullmatch(r"3\.1\.\d+", document.get("openapi", "")):
        yield "no OpenAPI 3.1"
    if not document.get("info", {}).get("title") or not document["info"].get("version"):
        yield "no title or version"
    yield from (f"{reference} leads nowhere" for reference in references_in(document) if not resolves(document, reference))
    used = set(references_in(document))
    yield from (f"the schema {name} is not used" for name in document["components"]["schemas"]
                if f"#/components/schemas/{name}" not in used)
    names = set()
    for path, item in document["paths"].items():
        for method, operation in item.items():
            what = f"{method} {path}"
            if method not in METHODS:
                yield f"{what}: no such method"
                continue
            yield from (f"{what}: {fault}" for fault in faults_of(path, operation, names))


def faults_of(path, operation, names):
    name = operation.get("operationId")
    if not name or name in names:
        yield "its operationId is missing, or another's"
    names.add(name)
    if not operation.get("summary"):
        yield "no summary"
    parameters = [(one["in"], one["name"]) for one in operation.get("parameters", [])]
    if len(set(parameters)) != len(parameters):
        yield f"a parameter twice: {parameters}"
    if {name for place, name in parameters if place == "path"} != set(re.findall(r"{(\w+)}", path)):
        yield "its path has other parameters than are declared"
    if any(one["in"] == "path" and not one.get("required") for one in operation.get("parameters", [])):
        yield "a path parameter is not required"
    if any("schema" not in one for one in operation.get("parameters", [])):
        yield "a parameter has no schema"
    responses = operation.get("responses", {})
    if not any(status.startswith("2") for status in responses) or "default" not in responses:
        yield "no response for success, or none for problems"
    if any(not one.get("description") for one in responses.values()):
        yield "a response has no description"
    if "requestBody" in operation and not operation["requestBody"].get("content"):
        yield "a body without content"


def run(server, tally):
    document = server.get("/openapi.json").json
    faults = list(faults_in(document))
    tally.check("the description of the interface", not faults, faults)
    served = {path for path in document["paths"]}
    tally.check("it has the routes of AuthZEN", "/access/v1/evaluation" in served, served)
    broken = {"openapi": "3.0.0", "info": {}, "components": {"schemas": {"Lost": {}}},
              "paths": {"/a/{b}": {"get": {"responses": {}, "parameters": [{"in": "path", "name": "c"}]}}}}
    tally.check("the lint notices faults", len(list(faults_in(broken))) >= 8, list(faults_in(broken)))
