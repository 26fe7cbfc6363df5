extension Trace {
  /// Returns the first steps of every series; `weights` keep their start besides.
  package func prefix(_ steps: Int) -> Trace {
    var cut = Trace()
    for (key, series) in series {
      let kept = min(series.steps, steps + 1 - Trace.firstStep(of: key.quantity))
      cut[key] = Series(shape: series.shape, steps: kept, values: Array(series.values.prefix(kept * series.stride)))
    }
    return cut
  }
}
