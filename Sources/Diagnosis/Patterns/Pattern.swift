/// A fact about the wrong numbers of a quantity, where no mistake is known that gives them.
package struct Pattern: Hashable, Sendable {
  /// The numbers that are wrong, and no others; nil if they cannot be named.
  package var spot: Spot?
  /// The count of wrong numbers, of those that can be judged.
  package var wrong: Int
  package var judged: Int
  /// The size of the wrong numbers beside the right ones, if it can be told for every one of them.
  package var size: Size?

  package struct Size: Hashable, Sendable {
    /// True if every wrong number has the right sign, false if none has.
    package var hasRightSign: Bool
    /// The least and the largest ratio of magnitudes.
    package var least: Double
    package var largest: Double
  }
}
