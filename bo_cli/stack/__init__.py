"""The local stack: packages, Postgres, the API, and the engines that run them."""
