"""How each kind of call is answered: one file each, all pure functions from `Asked` to `Answer`."""
