internal import Equations

/// Requirements on the shapes of recurrent weights.
enum Recurrence {
  /// The output comes back as an input, so the two have one size.
  static let isSquare = Requirement(
    "the number of Wh's columns, one for each hidden unit,", extent(of: quantity("Wh"), "recurrent"), .equal,
    extent(of: quantity("h0"), "hidden"))

  /// The same for a layer that has rows for each of `gates` gates.
  static func requirements(gates: Int) -> [Requirement] {
    let Wh = quantity("Wh")
    let rows = Expression(integerLiteral: gates) * extent(of: Wh, "recurrent")
    return [
      isSquare,
      Requirement(
        "the number of Wh's rows, \(gates) gates' for each hidden unit,", extent(of: Wh, "gates"), .equal, rows),
    ]
  }
}
