/// What an assignment may ask of a reference recipe: the names it can be checked against.
///
/// The recipes themselves live in another room; a manifest needs only their names, so the loader takes them as values.
package struct RecipeSignature: Equatable, Sendable {
  /// The recipe's name, `adam`.
  package let name: String
  /// The conventions it is written in, in the order a person should see them.
  package let conventions: [String]
  /// Every setting with its default value.
  package let settings: [String: Double]
  /// For each convention, the quantities a submission reports (`m`, `mHat`, …).
  package let quantities: [String: [String]]
  /// For each convention, what it is given by name, and whether there is a new one at each step.
  package let inputs: [String: [String: Bool]]
  /// For each convention, which of that a program may draw or pick for itself.
  package let choosable: [String: [String]]
  /// For each convention, the parameters that a network names; an optimizer takes any, and names none.
  package let parameters: [String: [String]]

  package init(
    name: String, conventions: [String], settings: [String: Double], quantities: [String: [String]],
    inputs: [String: [String: Bool]] = [:], choosable: [String: [String]] = [:], parameters: [String: [String]] = [:]
  ) {
    self.name = name
    self.conventions = conventions
    self.settings = settings
    self.quantities = quantities
    self.inputs = inputs
    self.choosable = choosable
    self.parameters = parameters
  }
}
