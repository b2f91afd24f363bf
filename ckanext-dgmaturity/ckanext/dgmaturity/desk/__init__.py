"""What an organization and its assessors say beside the datasets: plan, matches, evidence of use, decisions."""
