"""Stand-in for USAspending in a process of its own, so that its CPU time does not count as ours."""

import asyncio
import sys
from typing import Any

from bot.demo.sources.usaspending import UsaspendingStandIn

ACTIONS = 4


def award(number: int) -> dict[str, Any]:
    """Return an order with a base award and three modifications."""
    return {
        "id": f"CONT_AWD_ORDER{number:05}_7012_-NONE-_-NONE-",
        "number": f"ORDER{number:05}",
        "title": f"SKIP TRACING SERVICES, REGION {number}",
        "supplier": {"name": "EXAMPLE GOVERNMENT SOLUTIONS LLC", "uei": "EXAMPLE12345"},
        "awarding": {
            "name": "U.S. Immigration and Customs Enforcement",
            "code": "7012",
            "toptier": "Department of Homeland Security",
            "toptier_code": "070",
            "office": "DETENTION COMPLIANCE AND REMOVALS",
        },
        "signed": "2025-01-15",
        "start": "2025-01-15",
        "end": "2026-01-14",
        "ceiling": f"{10_000 + number}.50",
        "naics": ["561611", "INVESTIGATION SERVICES"],
        "transactions": [
            {
                "id": f"{number}-{action}",
                "number": "0" if action == 0 else f"P{action:05}",
                "date": f"2025-0{action + 1}-15",
                "code": None if action == 0 else "C",
                "description": "FUNDING",
                "amount": f"{1000 + action}.25",
            }
            for action in range(ACTIONS)
        ],
    }


async def serve(contracts: int) -> None:
    """Print the address, then answer until stdin is closed; each line on it simulates an import of the same
    awards."""
    awards = [award(number) for number in range(contracts)]
    states = [{"date": f"2026-02-{day:02}", "awards": awards} for day in range(1, 29)]
    async with UsaspendingStandIn(states) as source:
        print(source.url, flush=True)
        for step in range(1, len(states)):
            if not await asyncio.get_running_loop().run_in_executor(None, sys.stdin.readline):
                return
            source.show(step)
            print("loaded", flush=True)


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
