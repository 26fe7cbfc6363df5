/// The numbers behind the pictures of a report: of public cases only, and bounded in their count.
///
/// They are no part of the report as data, which has the first differences and the distances in full.
package struct Figures: Codable, Equatable, Sendable {
  /// The wrong quantities, the first in the order of the recipe first.
  package var quantities: [QuantityFigure] = []
  /// The loss from step to step, if the task has one.
  package var loss: LossFigure?
  /// The path of the weights over the objective, if the task has one that can be drawn.
  package var paths: PathFigure?
  /// The student's own lines about the places that the report names.
  package var excerpts: [Excerpt] = []

  /// The most quantities that are drawn.
  package static let mostQuantities = 3
  /// The most steps that a series keeps.
  package static let mostSteps = 60

  package init() {}
}

/// A wrong quantity in one case.
package struct QuantityFigure: Codable, Equatable, Sendable {
  package var caseID: String
  package var quantity: String
  /// The equation that is asked for.
  package var asked: MathFormula
  /// The equation that the program was found to compute; nil if it was not found, or is not an equation.
  package var yours: MathFormula?
  package var first: FirstFailure
  /// The largest distance from the equation at each step, and what is allowed there.
  package var residuals: [Residual] = []
  /// One element of the quantity from step to step.
  package var values: [ElementStep] = []

  package init(caseID: String, quantity: String, asked: MathFormula, yours: MathFormula?, first: FirstFailure) {
    self.caseID = caseID
    self.quantity = quantity
    self.asked = asked
    self.yours = yours
    self.first = first
  }
}

/// A formula as presentation MathML, with the parts in which it departs from another one marked.
package struct MathFormula: Codable, Equatable, Sendable {
  package var markup: String
  /// True if a part of it is marked.
  package var isMarked: Bool

  package init(markup: String, isMarked: Bool = false) {
    self.markup = markup
    self.isMarked = isMarked
  }
}

/// The first element that its equation does not allow, with the numbers that the equation was given there.
package struct FirstFailure: Codable, Equatable, Sendable {
  /// The parameter's name; empty for a quantity of no parameter.
  package var parameter: String
  /// Counted from 1.
  package var step: Int
  package var steps: Int
  package var index: [Int]
  package var yours: Double
  /// The number that the equation gives on the program's own values.
  package var computed: Double
  /// The distance from it that is allowed.
  package var allowed: Double
  package var inputs: [EquationInput] = []

  package init(
    parameter: String, step: Int, steps: Int, index: [Int], yours: Double, computed: Double, allowed: Double
  ) {
    self.parameter = parameter
    self.step = step
    self.steps = steps
    self.index = index
    self.yours = yours
    self.computed = computed
    self.allowed = allowed
  }

  /// The most inputs that are listed.
  package static let mostInputs = 8
}

/// A number that an equation takes.
package struct EquationInput: Codable, Equatable, Sendable {
  /// Its symbol as plain text.
  package var name: String
  package var symbol: MathFormula
  package var value: Double

  package init(name: String, symbol: MathFormula, value: Double) {
    self.name = name
    self.symbol = symbol
    self.value = value
  }
}

/// The largest distance of a quantity from its equation at one step, in units of what is allowed for that number.
package struct Residual: Codable, Equatable, Sendable {
  /// Counted from 1.
  package var step: Int
  package var distance: Double
  package var allowed: Double

  package init(step: Int, distance: Double, allowed: Double) {
    self.step = step
    self.distance = distance
    self.allowed = allowed
  }
}

/// One element at one step.
package struct ElementStep: Codable, Equatable, Sendable {
  /// Counted from 1.
  package var step: Int
  package var yours: Double
  package var expected: Double
  /// The number that the diagnosed formula gives on the program's own values.
  package var diagnosed: Double?

  package init(step: Int, yours: Double, expected: Double, diagnosed: Double? = nil) {
    self.step = step
    self.yours = yours
    self.expected = expected
    self.diagnosed = diagnosed
  }
}

/// The loss of one case from step to step.
package struct LossFigure: Codable, Equatable, Sendable {
  package var caseID: String
  package var steps: [ElementStep]

  package init(caseID: String, steps: [ElementStep]) {
    self.caseID = caseID
    self.steps = steps
  }
}

/// The way of two weights down a quadratic objective, and that of the expected ones.
package struct PathFigure: Codable, Equatable, Sendable {
  /// A weight: its name, its curvature and the place of the minimum.
  package struct Direction: Codable, Equatable, Sendable {
    package var name: String
    package var curvature: Double
    package var center: Double

    package init(name: String, curvature: Double, center: Double) {
      self.name = name
      self.curvature = curvature
      self.center = center
    }
  }

  package struct Point: Codable, Equatable, Sendable {
    package var step: Int
    package var x: Double
    package var y: Double

    package init(step: Int, x: Double, y: Double) {
      self.step = step
      self.x = x
      self.y = y
    }
  }

  package var caseID: String
  package var x: Direction
  package var y: Direction
  package var yours: [Point]
  package var expected: [Point]

  package init(caseID: String, x: Direction, y: Direction, yours: [Point], expected: [Point]) {
    self.caseID = caseID
    self.x = x
    self.y = y
    self.yours = yours
    self.expected = expected
  }
}

/// A few lines of the student's source about a place.
package struct Excerpt: Codable, Equatable, Sendable {
  package var place: Place
  /// The number of the first line, counted from 1.
  package var first: Int
  package var lines: [String]

  package init(place: Place, first: Int, lines: [String]) {
    self.place = place
    self.first = first
    self.lines = lines
  }
}
