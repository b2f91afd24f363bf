"""How a dataset comes in, whichever door it takes: CKAN's shapes on one side, the engine's judgement on the other."""
