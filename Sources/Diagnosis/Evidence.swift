internal import Judging

/// What a supposition has to show for itself over all cases.
///
/// Half of the numbers that the cases ask for are enough. Fewer are where a program's numbers stop being finite: there the
/// others must be as many, and at as many steps, that no two suppositions agree on them by chance; each has to give the same
/// numbers *and* be non-finite where the program is.
package struct Evidence {
  package private(set) var isComplete = true
  package private(set) var numbers = 0
  package private(set) var steps = 0
  package private(set) var deviation = 0.0

  /// - Parameter changes: how many changes the supposition consists of; more of them fit by chance.
  func isEnough(for changes: Int) -> Bool {
    isComplete || (changes < 2 ? numbers >= 8 && steps >= 2 : numbers >= 24 && steps >= 3)
  }

  mutating func add(_ judgement: Judgement) {
    isComplete = isComplete && judgement.checkable >= 0.5
    numbers += judgement.numbers
    steps = max(steps, judgement.steps)
    deviation = max(deviation, judgement.deviation)
  }
}
