package import Tensors

extension Trace {
  /// The trace as tensors named `quantity/parameter`, the step their first axis.
  package var tensors: [String: Tensor] {
    Dictionary(
      uniqueKeysWithValues: series.map { key, series in
        (key.description, Tensor(shape: [series.steps] + series.shape, values: series.values))
      })
  }

  /// Reads a trace back from tensors whose first axis is the step.
  ///
  /// A scalar is taken as a series of one step.
  package init(tensors: [String: Tensor]) {
    self.init()
    // Sorted: `loss` and `loss/` are one series, and the same one is kept each time.
    for (name, tensor) in tensors.sorted(by: { $0.key < $1.key }) {
      let parts = name.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
      let key = Key(String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
      self[key] = Series(
        shape: Array(tensor.shape.dropFirst()), steps: tensor.shape.first ?? 1, values: tensor.values)
    }
  }
}
