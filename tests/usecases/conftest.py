"""Use cases are tried on the slates of the store's tests."""

from tests.store.conftest import kept, new_store, path, store

__all__ = ["kept", "new_store", "path", "store"]
