internal import Equations

/// Recipes that differ only in a number: `trainMLP3` is `trainMLP` with three layers of weights.
package struct Family: Sendable {
  /// The name before the number. Without a number it names the member that the catalogue lists.
  package let name: String
  /// The thing counted by the number, in the plural.
  package let counted: String
  package let range: ClosedRange<Int>
  private let member: @Sendable (Int) -> Component

  init(_ name: String, _ counted: String, _ range: ClosedRange<Int>, member: @escaping @Sendable (Int) -> Component) {
    self.name = name
    self.counted = counted
    self.range = range
    self.member = member
  }

  /// The member of a given name; nil for any other name.
  ///
  /// - Throws: `RecipeError` if the family has no member with the number.
  func member(named name: String) throws(RecipeError) -> Component? {
    guard let digits = digits(of: name) else { return nil }
    guard let number = Int(digits), range.contains(number) else {
      throw .settingOutOfRange(
        counted, recipe: self.name, expected: "from \(range.lowerBound) to \(range.upperBound)",
        value: Double(digits) ?? .infinity)
    }
    return member(number)
  }

  /// True if a name is the family's name with a number behind it.
  package func has(_ name: String) -> Bool { digits(of: name) != nil }

  private func digits(of name: String) -> Substring? {
    guard name.hasPrefix(self.name) else { return nil }
    let digits = name.dropFirst(self.name.count)
    return !digits.isEmpty && digits.allSatisfy { ("0"..."9").contains($0) } ? digits : nil
  }
}
