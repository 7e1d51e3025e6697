"""The decision plane: regions drawn over two counts."""
