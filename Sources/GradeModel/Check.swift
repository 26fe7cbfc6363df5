/// One graded question: one quantity in one case.
package struct Check: Codable, Equatable, Sendable {
  /// The case's identifier in the assignment, `usual`.
  package var caseID: String
  /// The quantity's name, `mHat`.
  package var quantity: String
  package var outcome: Outcome
  package var points: Double
  package var maximum: Double
  /// The mistake or fault, as data; nil if there is none.
  package var finding: Finding?
  /// The line of the student's source, if it is known.
  package var place: Place?
  /// The first difference of the values from the expected ones, if there is one.
  package var divergence: Divergence?
  /// The first difference of the values from what the quantity's equation gives on the program's own values; `expected`
  /// is the equation's result.
  package var equationDivergence: Divergence?
  /// The quantity's distance from what is right at a few steps, in their order.
  package var distances: [StepDistance]?
  /// The mistake that the program makes, if it could be found, or else a pattern in its numbers.
  package var diagnosis: Diagnosis?
  /// True if the mistake was looked for and not found.
  package var isUnexplained: Bool
  /// The finding of the quantity's own equation, if the author's tolerance decides instead.
  package var byEquation: Finding?
  /// The place in the run where the program stopped, if it did.
  package var stop: Stop?

  package init(
    caseID: String, quantity: String, outcome: Outcome, points: Double, maximum: Double, finding: Finding? = nil,
    place: Place? = nil, divergence: Divergence? = nil, equationDivergence: Divergence? = nil,
    distances: [StepDistance]? = nil, diagnosis: Diagnosis? = nil, isUnexplained: Bool = false,
    byEquation: Finding? = nil
  ) {
    self.caseID = caseID
    self.quantity = quantity
    self.outcome = outcome
    self.points = points
    self.maximum = maximum
    self.finding = finding
    self.place = place
    self.divergence = divergence
    self.equationDivergence = equationDivergence
    self.distances = distances
    self.diagnosis = diagnosis
    self.isUnexplained = isUnexplained
    self.byEquation = byEquation
  }

  /// The difference to show: that from the quantity's own equation, if it begins elsewhere.
  package var shownDivergence: Divergence? { equationDivergence ?? divergence }

  /// `usual/mHat`: unique within a report.
  package var id: String { "\(caseID)/\(quantity)" }
}

extension Check {
  /// The point at which a run stopped. The steps that were reported in full before it count.
  package struct Stop: Codable, Equatable, Sendable {
    /// The steps that count.
    package var fullSteps: Int
    /// Steps of the case.
    package var steps: Int
    /// The step that the program stopped in, counted from 1; nil if it is not known, or lies outside the steps.
    package var openStep: Int?
    /// The fault of the quantity in the steps that count; nil if it is right there.
    package var before: Finding?

    package init(fullSteps: Int, steps: Int, openStep: Int? = nil, before: Finding? = nil) {
      self.fullSteps = fullSteps
      self.steps = steps
      self.openStep = openStep
      self.before = before
    }

    /// The share of the case that counts.
    package var share: Double { steps > 0 ? max(0, Double(fullSteps) / Double(steps)) : 0 }
  }
}

/// A line of the student's source.
package struct Place: Codable, Equatable, Sendable {
  /// The path as the student handed it in.
  package var file: String
  /// Counted from 1.
  package var line: Int
  /// Counted from 1, in bytes; nil if only the line is known.
  package var column: Int?

  package init(file: String, line: Int, column: Int? = nil) {
    self.file = file
    self.line = line
    self.column = column
  }
}

/// The first step at which a quantity differs, and the first elements that differ there.
package struct Divergence: Codable, Equatable, Sendable {
  package struct Element: Codable, Equatable, Sendable {
    /// The element's index, one number for each axis; empty for a scalar.
    package var index: [Int]
    package var yours: Double
    package var expected: Double
    /// The bound about `expected`, for orientation: marks go by the quantity's equation on the program's own values,
    /// unless an author's tolerance decides.
    package var allowed: Double

    package init(index: [Int], yours: Double, expected: Double, allowed: Double) {
      self.index = index
      self.yours = yours
      self.expected = expected
      self.allowed = allowed
    }
  }

  /// The parameter's name; empty for a quantity of no parameter.
  package var parameter: String
  /// Counted from 1; 0 is the start of the weights.
  package var step: Int
  /// Steps of the case.
  package var steps: Int
  /// The number of elements that differ at that step, out of `count`.
  package var differing: Int
  package var count: Int
  /// At most five, in index order.
  package var elements: [Element]

  package init(parameter: String, step: Int, steps: Int, differing: Int, count: Int, elements: [Element]) {
    self.parameter = parameter
    self.step = step
    self.steps = steps
    self.differing = differing
    self.count = count
    self.elements = elements
  }
}

/// A quantity's distance from what is right at one step: the largest difference of any of its numbers,
/// NaN if one of them is.
package struct StepDistance: Codable, Equatable, Sendable {
  /// Counted from 1.
  package var step: Int
  package var fromExpected: Double
  /// The distance from what the equation gives on the program's own values; nil if it gives nothing.
  package var fromEquation: Double?

  /// The largest number of steps that are shown.
  package static let most = 6

  package init(step: Int, fromExpected: Double, fromEquation: Double? = nil) {
    self.step = step
    self.fromExpected = fromExpected
    self.fromEquation = fromEquation
  }
}

/// A program's mistake, as far as its numbers show it.
package struct Diagnosis: Codable, Equatable, Sendable {
  /// Stable identifiers of the kinds of mistake, one for each sentence's change.
  package var kinds: [String]
  /// The program's own way of computing, a sentence for each change.
  package var sentences: [String]
  /// The evidence: the number of steps and of cases that the diagnosis reproduces, and how closely.
  package var evidence: String
  /// Other explanations that fit the numbers equally well.
  package var alternatives: [String]
  /// The sentences without formulas, where that makes a difference. Not in a document.
  package var withoutFormulas: [String]?

  private enum CodingKeys: String, CodingKey { case kinds, sentences, evidence, alternatives }

  package init(kinds: [String], sentences: [String], evidence: String, alternatives: [String] = []) {
    self.kinds = kinds
    self.sentences = sentences
    self.evidence = evidence
    self.alternatives = alternatives
  }
}
