import Equations
import Oracles
import Reference
import Tensors
import Testing
import Traces

/// The analytic neuron: the numbers of any correct program are within the bound, whichever way it takes.
@Suite struct LeastSquaresTests {
  private static let recorded = RecordedTrace.recorded.filter { $0.name == "leastSquares" }

  @Test(arguments: recorded) func otherWaysStayWithinTheBound(_ recorded: RecordedTrace) throws {
    let recipe = try Component.leastSquares.recipe()
    let inputs = recorded.inputs(for: recipe)
    let (x, target) = (try rows(inputs, "x"), try rows(inputs, "target"))
    let trace = try recipe.trace(inputs)
    let bounds = try bounds(recipe, inputs)
    for (name, way) in [("centred", centred), ("orthogonal", orthogonal)] {
      let solution = way(x, target)
      for (quantity, other) in [("W", solution.W), ("b", solution.b)] {
        let ours = try #require(trace[quantity, ""]).values
        let allowed = try #require(bounds[quantity])
        for (place, value) in other.enumerated() {
          #expect(abs(value - ours[place]) <= allowed[place], "\(name): \(quantity)[\(place)]")
          // Six digits at least, thirty deviations from zero too.
          #expect(allowed[place] < 1e-6 * max(abs(ours[place]), 1), "\(quantity) may be off by \(allowed[place])")
        }
      }
    }
  }

  /// At the solution the gradient of every weight is a rounding of zero, and beside it the loss is larger.
  @Test func noOtherWeightsAreBetter() throws {
    let recorded = try #require(Self.recorded.first { $0.path.hasSuffix("usual") })
    let recipe = try Component.leastSquares.recipe()
    let inputs = recorded.inputs(for: recipe)
    let trace = try recipe.trace(inputs)
    let (x, target) = (try rows(inputs, "x"), try rows(inputs, "target"))
    let (w, b) = (try #require(trace["W", ""]).values, try #require(trace["b", ""]).values)
    func loss(_ w: [Double], _ b: Double) -> Double {
      zip(x, target).map { point, wanted in
        let error = zip(point, w).reduce(b) { $0 + $1.0 * $1.1 } - wanted[0]
        return error * error
      }.reduce(0, +) / Double(x.count)
    }
    let least = loss(w, b[0])
    #expect(abs(least - (try #require(trace["loss", ""]).values[0])) < 1e-15)
    for offset in [-1e-4, 1e-4] {
      #expect(loss(w, b[0] + offset) > least)
      for index in w.indices {
        var moved = w
        moved[index] += offset
        #expect(loss(moved, b[0]) > least)
      }
    }
  }

  /// Two features that are one have no single best weights: no number is taken for the reference.
  @Test func dependentFeaturesHaveNoBound() throws {
    let recipe = try Component.leastSquares.recipe()
    let x = Tensor(shape: [4, 2], values: [1, 2, 2, 4, 3, 6, 4, 8])
    let inputs = RunInputs(constants: [.init("x"): x, .init("target"): Tensor(shape: [4, 1], values: [1, 0, 2, 1])])
    #expect(try #require(try bounds(recipe, inputs)["W"]).allSatisfy { $0 == .infinity })
  }

  private func bounds(_ recipe: Recipe, _ inputs: RunInputs) throws -> [String: [Double]] {
    var simulation = Simulation(
      recipe, settings: [:], parameters: [], weights: [], evaluator: Evaluator(isBounded: true))
    var given: [String: Value] = [:]
    for input in recipe.inputs {
      let tensor = try #require(inputs.constants[.init(input.name)])
      given[input.name] = Value(Block(axes: input.axes, shape: tensor.shape, values: tensor.values))
    }
    let values = try simulation.step(given).map { ($0.target.name, $0.value.blocks[0].error ?? []) }
    return Dictionary(uniqueKeysWithValues: values)
  }

  private func rows(_ inputs: RunInputs, _ name: String) throws -> [[Double]] {
    let tensor = try #require(inputs.constants[.init(name)])
    let width = tensor.shape[1]
    return (0..<tensor.shape[0]).map { Array(tensor.values[$0 * width..<($0 + 1) * width]) }
  }

  private typealias Solution = (W: [Double], b: [Double])

  /// The normal equations of x − x̄, by elimination without pivots; b = ȳ − W·x̄.
  private func centred(_ x: [[Double]], _ target: [[Double]]) -> Solution {
    let count = Double(x.count)
    let means = x[0].indices.map { column in x.reduce(0) { $0 + $1[column] } / count }
    let centres = target[0].indices.map { column in target.reduce(0) { $0 + $1[column] } / count }
    let points = x.map { zip($0, means).map { $0 - $1 } }
    var solution: Solution = ([], [])
    for output in target[0].indices {
      var a = means.indices.map { i in
        means.indices.map { j in points.reduce(0) { $0 + $1[i] * $1[j] } }
          + [zip(points, target).reduce(0) { $0 + $1.0[i] * ($1.1[output] - centres[output]) }]
      }
      for step in means.indices {
        for row in means.indices where row != step {
          let factor = a[row][step] / a[step][step]
          for column in a[row].indices { a[row][column] -= factor * a[step][column] }
        }
      }
      let w = means.indices.map { a[$0][means.count] / a[$0][$0] }
      solution.W += w
      solution.b.append(zip(w, means).reduce(centres[output]) { $0 - $1.0 * $1.1 })
    }
    return solution
  }

  /// Givens rotations of [x 1 target], without normal equations.
  private func orthogonal(_ x: [[Double]], _ target: [[Double]]) -> Solution {
    let width = x[0].count + 1
    var solution: Solution = ([], [])
    for output in target[0].indices {
      var rows = zip(x, target).map { $0 + [1, $1[output]] }
      for column in 0..<width {
        for row in column + 1..<rows.count {
          let (p, q) = (rows[column][column], rows[row][column])
          let length = (p * p + q * q).squareRoot()
          if length == 0 { continue }
          let (upper, lower) = (rows[column], rows[row])
          rows[column] = zip(upper, lower).map { (p * $0 + q * $1) / length }
          rows[row] = zip(upper, lower).map { (p * $1 - q * $0) / length }
        }
      }
      var w = (0..<width).map { rows[$0][width] }
      for row in (0..<width).reversed() {
        for column in row + 1..<max(width, row + 1) { w[row] -= rows[row][column] * w[column] }
        w[row] /= rows[row][row]
      }
      solution.W += w.dropLast()
      solution.b.append(w[width - 1])
    }
    return solution
  }
}
