internal import Equations
internal import GradeModel
internal import Reference
internal import Tensors

/// A reason that a file is not a course secret.
package enum HiddenSeedError: Error, Equatable, Sendable {
  /// So few bytes that they can be guessed.
  case tooShort(bytes: Int, least: Int)
}

extension HiddenSeedError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .tooShort(let bytes, let least):
      "a hidden seed has at least \(least) bytes, and this one has \(bytes): make one with `head -c 32 /dev/urandom`"
    }
  }
}

extension Assignment {
  /// The fewest bytes of a course secret.
  package static let leastSecret = 16

  /// The assignment with further cases whose inputs are unknown without the secret. Each is like one of the manifest's
  /// cases, the last first, with other draws, other settings near its own, and extents and names of its own.
  ///
  /// All points are the hidden cases': a program that is right for the public ones alone has earned nothing by them. The public
  /// cases bound what a quantity can earn there (`Grader.holdToPublic`), by the shares that they have among themselves.
  ///
  /// The secret's bytes and the assignment's identifier start the generator. A generator's outputs are never shown, so
  /// they need not hide its seed.
  package func addingHiddenCases(secret: [UInt8], count: Int = 2) throws(HiddenSeedError) -> Assignment {
    guard secret.count >= Self.leastSecret else {
      throw .tooShort(bytes: secret.count, least: Self.leastSecret)
    }
    guard parts.isEmpty else {
      // Each part's identifier starts a generator of its own.
      var extended = self
      for index in parts.indices {
        var part = parts[index]
        part.id = PartName.joined(id, part.id)
        extended.parts[index] = try part.addingHiddenCases(secret: secret, count: count)
        extended.parts[index].id = parts[index].id
      }
      extended.join()
      return extended
    }
    var generator = SeededGenerator(seed: 0)
    for byte in secret + [0] + Array(id.utf8) {
      var mixed = SeededGenerator(seed: generator.next() ^ UInt64(byte))
      generator = SeededGenerator(seed: mixed.next())
    }
    let domains = Dictionary(
      uniqueKeysWithValues: ((try? Catalogue.component(recipe).settings) ?? []).map { ($0.name, $0.domain) })
    let recipe = try? Catalogue.component(recipe).recipe(convention)
    var extended = self
    guard count > 0 else { return extended }
    for number in 1...count {
      var hidden = cases[(cases.count - number % cases.count) % cases.count]
      hidden.id = Self.free("hidden-\(number)", among: cases.map(\.id))
      hidden.title = "hidden case \(number)"
      hidden.seed = generator.next()
      hidden.share = 1
      hidden.isHidden = true
      for name in hidden.settings.keys.sorted() {
        guard let value = hidden.settings[name], let domain = domains[name] else { continue }
        let near = domain.near(value, generator.uniform())
        if domain.contains(near) { hidden.settings[name] = near }
      }
      if let recipe { hidden = hidden.redrawingExtents(of: recipe, from: &generator) }
      extended.cases.append(hidden)
    }
    return extended
  }

  private static func free(_ id: String, among taken: [String]) -> String {
    taken.contains(id) ? free(id + "x", among: taken) : id
  }
}

extension Hyperparameter.Domain {
  /// A value near another; `position` from 0 to 1 chooses it.
  fileprivate func near(_ value: Double, _ position: Double) -> Double {
    let share = 0.8 * position - 0.4
    switch self {
    case .positive, .nonNegative, .nonPositive, .real: return value * (1 + share)
    case .fraction, .unitInterval: return value + share * min(value, 1 - value)
    // Lengths, counts and switches belong to a case's shape, not to its numbers.
    default: return value
    }
  }
}
