"""A slate that several people share: its ledger on a PostgreSQL server, a copy on each machine.

The server has the ledger and nothing else. Each machine has an ordinary slate as a copy, which
takes in what is new before each command: the same union that joins two ledgers joins a server and
its copies. A write also locks the server, so there is one order of batches for everybody.
"""
