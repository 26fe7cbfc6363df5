/// A quantity's numbers at one step, for one parameter, beside those that are right.
package struct StepNumbers: Equatable, Sendable {
  package struct Element: Equatable, Sendable {
    package var index: [Int]
    package var yours: Double
    package var expected: Double
    /// The number that the quantity's equation gives on the program's own values; nil if it gives none.
    package var equation: Double?

    package init(index: [Int], yours: Double, expected: Double, equation: Double?) {
      (self.index, self.yours, self.expected, self.equation) = (index, yours, expected, equation)
    }
  }

  package var caseID: String
  package var quantity: String
  package var parameter: String
  package var step: Int
  /// Steps of the case.
  package var steps: Int
  /// The number of elements that differ, out of `count`.
  package var differing: Int
  package var count: Int
  /// True if they follow rightly from the program's own values.
  package var isRight: Bool
  /// At most five that differ, in index order.
  package var elements: [Element]

  package init(
    caseID: String, quantity: String, parameter: String, step: Int, steps: Int, differing: Int, count: Int,
    isRight: Bool, elements: [Element]
  ) {
    (self.caseID, self.quantity, self.parameter) = (caseID, quantity, parameter)
    (self.step, self.steps, self.differing, self.count) = (step, steps, differing, count)
    (self.isRight, self.elements) = (isRight, elements)
  }
}
