extension Evaluator {
  func reduce(_ reduction: Reduction, _ block: Block, over axes: [Axis]) throws(EvaluationError) -> Block {
    let kept = try block.layout.reduced(over: axes)
    if axes.isEmpty { return block }
    let reduced = block.layout.ordered(axes)
    let ordered = block.aligned(to: kept.followed(by: reduced))
    let (groups, n) = (kept.count, reduced.count)
    var values = [Double](repeating: 0, count: groups)
    var error = isBounded ? [Double](repeating: 0, count: groups) : nil
    let u = precision.unitRoundoff
    for group in 0..<groups {
      let range = group * n..<(group + 1) * n
      switch reduction {
      case .sum, .mean:
        values[group] = arrangement?.sum(ordered.values[range]) ?? ordered.values[range].reduce(0, +)
        guard isBounded else { break }
        // Σe + (n − 1)·u·Σ|x| holds for every order of summation.
        let magnitude = ordered.values[range].reduce(0) { $0 + abs($1) }
        let inherited = ordered.error?[range].reduce(0, +) ?? 0
        error?[group] = inherited + Double(max(n - 1, 0)) * u * magnitude
      case .maximum:
        values[group] = ordered.values[range].reduce(-.infinity) { Binary.maximum.value($0, $1) }
        guard isBounded else { break }
        error?[group] = ordered.error?[range].max() ?? 0
      }
      if reduction == .mean {
        values[group] /= Double(n)
        let summed = error?[group] ?? 0
        if isBounded { error?[group] = summed / Double(n) + u * abs(values[group]) + precision.smallest }
      }
    }
    return Block(kept, values: values, error: error)
  }

  /// The product of two blocks summed over named axes.
  ///
  /// An axis that both have and that is not summed over is a batch axis: the product is taken for each of its entries.
  func contract(_ a: Block, _ b: Block, over axes: [Axis]) throws(EvaluationError) -> Block {
    let (first, second) = (a.layout, b.layout)
    let (batch, own, others) = try first.contracted(with: second, over: axes)
    let left = a.aligned(to: first.ordered(batch + own + axes))
    let right = b.aligned(to: second.ordered(batch + axes + others))
    let (rows, columns) = (first.ordered(batch + own), second.ordered(others))
    let products = MatrixProduct(
      count: first.count(batch), rows: first.count(own), inner: first.count(axes),
      columns: columns.count)
    let values =
      arrangement.map { products.of(left.values, right.values, by: $0) } ?? products.of(left.values, right.values)
    var result = Block(rows.followed(by: columns), values: values)
    guard isBounded else { return result }
    // Σ(eₐ|b| + e_b|a| + eₐe_b) + n·u·Σ|a||b| + n·τ: products, then any order of summation.
    let (sizeA, sizeB) = (left.values.map(abs), right.values.map(abs))
    let magnitude = products.sizes(sizeA, sizeB, products.of(sizeA, sizeB))
    let n = Double(products.inner)
    var error = magnitude.map { n * precision.unitRoundoff * $0 + n * precision.smallest }
    if let ea = left.error {
      let reach = right.error.map { zip(sizeB, $0).map(+) } ?? sizeB
      for (i, e) in products.of(ea, reach).enumerated() { error[i] += e }
    }
    if let eb = right.error {
      for (i, e) in products.of(sizeA, eb).enumerated() { error[i] += e }
    }
    result.error = error
    return result
  }
}
