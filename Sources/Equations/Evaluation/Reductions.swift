extension Evaluator {
  /// Sums, averages or takes the largest over axes of each block, over all elements, or over all parameters.
  func reduce(_ reduction: Reduction, _ value: Value, over axes: [Axis]) throws(EvaluationError) -> Value {
    let acrossParameters = axes.contains(.parameters)
    let own = axes.filter { $0 != .parameters }
    let counts = value.blocks.map { block in
      removed(own, from: block).reduce(1) { $0 * (block.extent($1) ?? 1) }
    }
    // A mean over parameters of different sizes is the mean over all their elements, so it divides once, at the end.
    let partial: Reduction = acrossParameters && reduction == .mean ? .sum : reduction
    var blocks: [Block] = []
    for block in value.blocks { blocks.append(try reduce(partial, block, over: removed(own, from: block))) }
    guard acrossParameters else { return value.isPerParameter ? Value(perParameter: blocks) : Value(blocks[0]) }
    guard var total = blocks.first else { throw .axisMissing(.parameters, in: []) }
    for block in blocks.dropFirst() {
      total = try apply(reduction == .maximum ? .maximum : .add, total, block)
    }
    if reduction == .mean { total = try apply(.divide, total, Block(Double(counts.reduce(0, +)))) }
    return Value(total)
  }

  /// The axes of a block that a list names, `.elements` standing for all that a parameter has.
  private func removed(_ axes: [Axis], from block: Block) -> [Axis] {
    axes.contains(.elements) ? block.axes.filter(\.isOfParameter) : axes
  }

  private func reduce(_ reduction: Reduction, _ block: Block, over axes: [Axis]) throws(EvaluationError) -> Block {
    for axis in axes where block.extent(axis) == nil { throw .axisMissing(axis, in: block.axes) }
    if axes.isEmpty { return block }
    let kept = block.axes.filter { !axes.contains($0) }
    let keptShape = kept.map { block.extent($0) ?? 1 }
    let reducedShape = axes.map { block.extent($0) ?? 1 }
    let n = reducedShape.reduce(1, *)
    let ordered = block.aligned(to: kept + axes, shape: keptShape + reducedShape)
    let groups = keptShape.reduce(1, *)
    var values = [Double](repeating: 0, count: groups)
    var error = isBounded ? [Double](repeating: 0, count: groups) : nil
    let u = precision.unitRoundoff
    for group in 0..<groups {
      let range = group * n..<(group + 1) * n
      switch reduction {
      case .sum, .mean:
        values[group] = ordered.values[range].reduce(0, +)
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
    return Block(axes: kept, shape: keptShape, values: values, error: error)
  }

  /// The product of two blocks summed over named axes.
  ///
  /// An axis that both have and that is not summed over is a batch axis: the product is taken for each of its entries.
  func contract(_ a: Block, _ b: Block, over axes: [Axis]) throws(EvaluationError) -> Block {
    for axis in axes {
      guard let left = a.extent(axis) else { throw .axisMissing(axis, in: a.axes) }
      guard let right = b.extent(axis) else { throw .axisMissing(axis, in: b.axes) }
      if left != right { throw .extentsDiffer(axis: axis, left, right) }
    }
    let batch = a.axes.filter { b.axes.contains($0) && !axes.contains($0) }
    for axis in batch {
      if let left = a.extent(axis), let right = b.extent(axis), left != right {
        throw .extentsDiffer(axis: axis, left, right)
      }
    }
    let onlyA = a.axes.filter { !batch.contains($0) && !axes.contains($0) }
    let onlyB = b.axes.filter { !batch.contains($0) && !axes.contains($0) }
    func shape(_ list: [Axis], _ block: Block) -> [Int] { list.map { block.extent($0) ?? 1 } }
    let left = a.aligned(
      to: batch + onlyA + axes, shape: shape(batch, a) + shape(onlyA, a) + shape(axes, a))
    let right = b.aligned(
      to: batch + axes + onlyB, shape: shape(batch, b) + shape(axes, b) + shape(onlyB, b))
    let products = MatrixProduct(
      count: shape(batch, a).reduce(1, *), rows: shape(onlyA, a).reduce(1, *), inner: shape(axes, a).reduce(1, *),
      columns: shape(onlyB, b).reduce(1, *))
    var result = Block(
      axes: batch + onlyA + onlyB, shape: shape(batch, a) + shape(onlyA, a) + shape(onlyB, b),
      values: products.of(left.values, right.values))
    guard isBounded else { return result }
    // Σ(eₐ|b| + e_b|a| + eₐe_b) + n·u·Σ|a||b| + n·τ: products, then any order of summation.
    let (sizeA, sizeB) = (left.values.map(abs), right.values.map(abs))
    let magnitude = products.of(sizeA, sizeB)
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
