"""Reading on many machines: inputs become units, units become shards, shards go into a store."""
