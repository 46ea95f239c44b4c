"""Where a request comes from, behind a configured number of trusted proxies."""

from dataclasses import dataclass

from aiohttp import web


@dataclass(frozen=True, slots=True)
class Addresses:
    """`trusted_proxies` each append the address they saw to X-Forwarded-For; 0: nobody does."""

    trusted_proxies: int

    def of(self, request: web.BaseRequest) -> str:
        """The client's address; what a client claims beyond the trusted proxies is ignored."""
        peer = request.remote or "unknown"
        if not self.trusted_proxies:
            return peer
        claimed = ",".join(request.headers.getall("X-Forwarded-For", ()))
        hops = [hop.strip() for hop in claimed.split(",") if hop.strip()]
        return hops[-self.trusted_proxies] if len(hops) >= self.trusted_proxies else peer
