internal import Assignments
package import GradeModel
package import Grading
internal import Reference
internal import Tensors
package import Traces

/// Adam as a student might write it, for one element: the inputs of a step, and the numbers that it publishes.
package struct AdamProgram: Subject {
  /// One element of one parameter on its way through the steps.
  package struct Element {
    let settings: [String: Double]
    package var t = 0
    package var gradient = 0.0
    /// Every gradient so far, this step's last.
    package var gradients: [Double] = []
    package var m = 0.0, v = 0.0, mHat = 0.0, vHat = 0.0
    package var weight: Double
    /// Numbers that a program may keep beside them.
    package var own: [Double] = []

    package var η: Double { settings["learningRate"] ?? 0 }
    package var β1: Double { settings["beta1"] ?? 0 }
    package var β2: Double { settings["beta2"] ?? 0 }
    package var ε: Double { settings["epsilon"] ?? 0 }

    package mutating func moments() {
      m = β1 * m + (1 - β1) * gradient
      v = β2 * v + (1 - β2) * gradient * gradient
    }
    package mutating func correct() {
      mHat = m / (1 - power(β1))
      vHat = v / (1 - power(β2))
    }
    package mutating func update() { weight -= η * mHat / (vHat.squareRoot() + ε) }
    package func power(_ base: Double) -> Double { (0..<t).reduce(1) { power, _ in power * base } }
  }

  private let step: @Sendable (inout Element) -> Void

  package init(step: @escaping @Sendable (inout Element) -> Void) { self.step = step }

  package func run(_ inputs: RunInputs) async -> CaseRun {
    let given = inputs
    var trace = given.series
    for (name, start) in given.parameters {
      var elements = start.values.map { Element(settings: given.settings, weight: $0) }
      var published: [String: Trace.Series] = [:]
      for quantity in ["m", "v", "mHat", "vHat"] { published[quantity] = .init(shape: start.shape) }
      var weights = Trace.Series(shape: start.shape)
      weights.append(start.values)
      for index in 0..<given.steps {
        let gradients = given.series["gradients", name].map { Array($0.step(index)) } ?? []
        for place in elements.indices {
          elements[place].t = index + 1
          elements[place].gradient = gradients[place]
          elements[place].gradients.append(gradients[place])
          step(&elements[place])
        }
        published["m"]?.append(elements.map(\.m))
        published["v"]?.append(elements.map(\.v))
        published["mHat"]?.append(elements.map(\.mHat))
        published["vHat"]?.append(elements.map(\.vHat))
        weights.append(elements.map(\.weight))
      }
      for (quantity, series) in published { trace[quantity, name] = series }
      trace["weights", name] = weights
    }
    return CaseRun(trace: trace, ending: .completed)
  }

  /// The shipped assignment's grader.
  package static func grader() throws -> Grader {
    try Grader(AssignmentLibrary.shipped.assignment("10-adam"))
  }
}

extension Grader.Result {
  package var points: Double { checks.reduce(0) { $0 + $1.points } }

  package func outcomes(_ caseID: String) -> [String: String] {
    Dictionary(uniqueKeysWithValues: checks.filter { $0.caseID == caseID }.map { ($0.quantity, $0.outcome.rawValue) })
  }

  package func sentences(_ quantity: String) -> [String] {
    checks.first { $0.quantity == quantity }?.diagnosis?.sentences ?? []
  }

  package func finding(_ id: String) -> Finding? { checks.first { $0.id == id }?.finding }
}

extension Finding {
  package var nonFinite: NonFinite? {
    switch self {
    case .nonFinite(let found), .followsNotFinite(let found, _): found
    default: nil
    }
  }
}
