package import Equations
internal import Reference
internal import Tensors
package import Traces

/// Step counters that do not read 1, 2, 3, …
package enum Counters {
  package static func raised(by count: Int, _ inputs: RunInputs) -> Value {
    Value(Block(axes: [.step], shape: [inputs.steps], values: (0..<inputs.steps).map { Double(($0 + 1) * count) }))
  }

  package static func perParameter(_ inputs: RunInputs) -> Value {
    let count = inputs.names.count
    return Value(
      perParameter: (0..<count).map { index in
        Block(axes: [.step], shape: [inputs.steps], values: (0..<inputs.steps).map { Double($0 * count + index + 1) })
      })
  }

  /// t if it is raised for each element of each parameter in turn.
  static func perElement(_ inputs: RunInputs) -> Value {
    let shapes = inputs.names.map { inputs.parameters[$0]?.shape ?? [] }
    let counts = shapes.map { $0.reduce(1, *) }
    let total = counts.reduce(0, +)
    var before = 0
    var blocks: [Block] = []
    for (shape, count) in zip(shapes, counts) {
      let values = (0..<inputs.steps).flatMap { step in
        (0..<count).map { Double(step * total + before + $0 + 1) }
      }
      blocks.append(
        Block(axes: [.step] + shape.indices.map(Axis.dimension), shape: [inputs.steps] + shape, values: values))
      before += count
    }
    return Value(perParameter: blocks)
  }
}

extension Node {
  /// True if the formula takes t.
  package var countsSteps: Bool { self == .step || operands.contains(where: \.countsSteps) }
}
