"""Radarr: all films on a server, with the dates of each."""

from slate.remotes.arr import ArrApi

API = ArrApi("movie", "unmonitored=true")
