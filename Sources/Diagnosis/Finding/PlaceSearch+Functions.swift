internal import Equations

extension PlaceSearch {
  /// Functions of small formulas: each row is held against what the function would have to be of, or its magnitude.
  func ofFormulas(_ place: Place, _ put: (Node) -> Void) {
    if case .number = place.node { return }
    let rows = dictionary.count(upTo: 3)
    for (function, wanted, isMagnitude) in Self.arguments(of: place.wanted) {
      var found = 0
      for row in dictionary.rows(with: wanted, isMagnitude: isMagnitude, among: rows) where found < Self.mostOfFunction
      {
        found += 1
        put(function(dictionary.node(row)))
      }
    }
  }

  private static let mostOfFunction = 6

  private typealias Argument = (function: (Node) -> Node, wanted: Points.Series, isMagnitude: Bool)

  /// What each function would have to be of to give some numbers; only those functions that may give all of them.
  private static func arguments(of wanted: Points.Series) -> [Argument] {
    let known = wanted.values.filter(\.isFinite)
    guard known.count > 1 else { return [] }
    func inverse(_ operation: Unary) -> Points.Series { wanted.inverted(operation, wanted)[0] }
    var found: [Argument] = [
      ({ .unary(.logarithm, .unary(.absolute, $0)) }, inverse(.logarithm), true)
    ]
    if known.allSatisfy({ $0 > 0 }) { found.append(({ .unary(.exponential, $0) }, inverse(.exponential), false)) }
    if known.allSatisfy({ abs($0) < 1 }) {
      found.append(({ .unary(.hyperbolicTangent, $0) }, inverse(.hyperbolicTangent), false))
    }
    guard known.allSatisfy({ $0 >= 0 }) else { return found }
    return found + [
      ({ .unary(.squareRoot, .unary(.absolute, $0)) }, inverse(.squareRoot), true),
      ({ .unary(.square, $0) }, inverse(.square), true), ({ .unary(.absolute, $0) }, inverse(.absolute), true),
    ]
  }
}

extension FormulaDictionary {
  /// The first rows whose values, or magnitudes, are the wanted ones within their bounds.
  func rows(with wanted: Points.Series, isMagnitude: Bool, among count: Int) -> [Int] {
    let known = wanted.values.indices.filter { wanted.values[$0].isFinite && wanted.errors[$0].isFinite }
    guard 4 * known.count >= width, known.count >= min(4, width) else { return [] }
    return values.withUnsafeBufferPointer { values in
      (0..<count).filter { row in
        known.allSatisfy { i in
          let own = isMagnitude ? abs(values[row * width + i]) : values[row * width + i]
          let tolerance =
            Self.slack * (wanted.errors[i] + 64 * Self.roundoff * (abs(own) + abs(wanted.values[i])))
          return abs(own - wanted.values[i]) <= tolerance
        }
      }
    }
  }
}
