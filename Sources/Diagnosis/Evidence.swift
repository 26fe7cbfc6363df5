internal import Judging

/// The evidence for a supposition over all cases.
///
/// Half of the numbers that the cases ask for are enough. There are fewer if a program's numbers stop being finite.
/// Then the finite ones must be so many, and at so many steps, that no two suppositions agree on them by chance. Each
/// supposition has to give the same numbers *and* be non-finite where the program is.
package struct Evidence {
  package private(set) var isComplete = true
  package private(set) var numbers = 0
  package private(set) var steps = 0
  package private(set) var deviation = 0.0

  /// - Parameter changes: the count of changes in the supposition; more of them fit by chance.
  func isEnough(for changes: Int) -> Bool {
    isComplete || (changes < 2 ? numbers >= 8 && steps >= 2 : numbers >= 24 && steps >= 3)
  }

  /// Counts steps at which a choice was looked at, and no number.
  mutating func count(steps: Int) { self.steps = max(self.steps, steps) }

  mutating func add(_ judgement: Judgement) {
    isComplete = isComplete && judgement.checkable >= 0.5
    numbers += judgement.numbers
    steps = max(steps, judgement.steps)
    deviation = max(deviation, judgement.deviation)
  }
}
