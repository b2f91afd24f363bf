"""What the dashboards show, read from the tables of verdicts and scores alone: nothing is counted or fetched here."""
