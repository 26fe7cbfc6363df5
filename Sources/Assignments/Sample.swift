/// A submission that ships with an assignment, and its expected result: the assignment's own test.
package struct Sample: Equatable, Sendable {
  /// Its path inside the assignment without an extension: `Solution`, `Mistakes/noBiasCorrection`.
  package var name: String
  package var points: ExpectedPoints
  /// The quantities that differ from the reference in at least one case.
  package var fails: [String]
  /// The quantities whose own equation is wrong; the others in `fails` only follow from them.
  package var origin: [String]
  package var ends: Ending
  /// Words that the diagnosis of its mistake must contain; nil if none are required.
  package var diagnosis: String?
  /// Its line in the manifest, from 1; `nil` if it was not read from one.
  package var line: Int?

  /// The expected points of the sample.
  package enum ExpectedPoints: Equatable, Sendable {
    case full
    case nothing
    case exactly(Double)
  }

  /// The way that the sample's program ends.
  package enum Ending: String, CaseIterable, Sendable {
    /// Every case runs to its last step, whatever the values are.
    case finished
    case notBuilt
    case crashed
    case timedOut
  }

  package init(
    name: String, points: ExpectedPoints, fails: [String] = [], origin: [String] = [], ends: Ending = .finished,
    diagnosis: String? = nil, line: Int? = nil
  ) {
    self.name = name
    self.points = points
    self.fails = fails
    self.origin = origin
    self.ends = ends
    self.diagnosis = diagnosis
    self.line = line
  }

  /// The expected points as a number, for an assignment that can earn `total`.
  package func expectedPoints(of total: Double) -> Double {
    switch points {
    case .full: total
    case .nothing: 0
    case .exactly(let points): points
    }
  }
}
