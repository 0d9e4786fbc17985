"""Notices of SAM.gov for its stand-in, and answers that repeat the key."""

from typing import Any

from aiohttp import web

from bot.demo.sources.sam import KEY, Change, Notice
from bot.demo.sources.sam import SamStandIn as SamServer

__all__ = ["KEY", "SamServer", "echoing", "notice"]


def notice(number: int = 1, **changes: Any) -> Notice:
    """Return a notice as the API gives it, of a call for offers; ``award`` as the API nests it."""
    said = {
        "noticeId": f"{number:032x}",
        "title": "Skip tracing services",
        "solicitationNumber": f"70CDCR26R{number:08d}",
        "fullParentPathName": "HOMELAND SECURITY, DEPARTMENT OF.US IMMIGRATION AND CUSTOMS ENFORCEMENT"
        ".DETENTION COMPLIANCE AND REMOVALS",
        "fullParentPathCode": "070.7012.70CDCR",
        "postedDate": "2026-02-10",
        "type": "Solicitation",
        "baseType": "Solicitation",
        "archiveType": "auto15",
        "archiveDate": "2026-03-20",
        "typeOfSetAsideDescription": None,
        "typeOfSetAside": None,
        "responseDeadLine": "2026-03-05T14:00:00-05:00",
        "naicsCode": "561611",
        "naicsCodes": ["561611"],
        "classificationCode": "R799",
        "active": "Yes",
        "award": None,
        "pointOfContact": [{"type": "primary", "fullName": "Ada Person", "email": "ada@example.gov"}],
        "description": f"https://api.sam.gov/prod/opportunities/v1/noticedesc?noticeid={number:032x}",
        "organizationType": "OFFICE",
        "placeOfPerformance": None,
        "additionalInfoLink": None,
        "uiLink": f"https://sam.gov/opp/{number:032x}/view",
        "links": [{"rel": "self", "href": f"https://api.sam.gov/search?noticeid={number:032x}"}],
        "resourceLinks": ["https://sam.gov/api/files/1/download?api_key=null&token="],
    }
    return {**said, **changes}


def echoing(status: int, **more: str) -> Change:
    """Return a change that answers with a status, and repeats the whole address, with the key, in it."""

    def change(request: web.Request, _: dict[str, Any]) -> web.StreamResponse:
        said = {"code": "900804", "message": f"refused: {request.url}", "description": str(request.url)}
        headers = {"X-Asked": str(request.url)}
        return web.json_response({**said, "detail": str(request.url), **more}, status=status, headers=headers)

    return change
