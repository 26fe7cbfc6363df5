internal import Equations

extension PlaceSearch {
  /// A number that is cut off at its largest or smallest value.
  func clipped(_ place: Place, _ put: (Node) -> Void) {
    let finite = place.wanted.values.filter(\.isFinite)
    guard finite.count > 4, let low = finite.min(), let high = finite.max() else { return }
    func near(_ value: Double) -> Double? { Literals.shortest(value - 1e-9 * abs(value), value + 1e-9 * abs(value)) }
    func fits(_ cut: (Double) -> Double) -> Bool {
      place.own.values.indices.allSatisfy { i in
        !place.wanted.values[i].isFinite
          || abs(cut(place.own.values[i]) - place.wanted.values[i])
            <= FormulaDictionary.slack * (place.wanted.errors[i] + place.own.errors[i]) + 1e-12
            * abs(place.wanted.values[i])
      }
    }
    if let limit = near(max(abs(low), abs(high))), limit > 0, fits({ min(max($0, -limit), limit) }) {
      put(place.node.clipped(to: .number(limit)))
    }
    if let limit = near(low), fits({ max($0, limit) }) { put(.binary(.maximum, place.node, .number(limit))) }
    if let limit = near(high), fits({ min($0, limit) }) { put(.binary(.minimum, place.node, .number(limit))) }
  }

  /// The larger or the smaller of what is right and a small formula.
  mutating func extremes(_ place: Place, _ put: (Node) -> Void) {
    let (wanted, own) = (place.wanted, place.own)
    for (operation, isBeyond) in [(Binary.maximum, { $0 > $1 }), (.minimum, { $0 < $1 })]
      as [(Binary, (Double, Double) -> Bool)]
    {
      func isOwn(_ i: Int) -> Bool {
        let slack = FormulaDictionary.slack * (wanted.errors[i] + own.errors[i]) + 1e-12 * abs(own.values[i])
        return abs(wanted.values[i] - own.values[i]) <= slack
      }
      let determined = wanted.values.indices.filter { wanted.values[$0].isFinite }
      let others = determined.filter { !isOwn($0) }
      guard others.count >= min(4, determined.count), others.count < determined.count,
        others.allSatisfy({ isBeyond(wanted.values[$0], own.values[$0]) })
      else { continue }
      let rest = wanted.free { isOwn($0) }
      for row in dictionary.lookup(rest, upTo: 3, atMost: 12) {
        put(.binary(operation, place.node, dictionary.node(row)))
      }
    }
  }
}
