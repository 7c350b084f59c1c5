"""From a site folder to a published folder: plan, render what changed, check, swap."""
