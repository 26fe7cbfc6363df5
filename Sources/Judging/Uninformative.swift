internal import Equations
package import GradeModel
internal import Reference
package import Traces

extension Examination {
  /// True if a quantity stays as it was at the second step, or stays still in the last half of the steps, though most
  /// of its right numbers change.
  package func isFrozen(_ quantity: String) -> Bool {
    guard inputs.steps >= 4 else { return false }
    let late = inputs.steps >= 8 ? inputs.steps / 2 : 1
    return isStill(quantity, from: 1) || isStill(quantity, from: late)
  }

  /// True if a quantity has the same numbers from a step on, counted from 0, though most of its right ones change.
  private func isStill(_ quantity: String, from start: Int) -> Bool {
    var (changing, total) = (0, 0)
    for owner in trace.parameters(of: quantity) {
      let key = Trace.Key(quantity, owner)
      guard let yours = trace[key], let right = golden[key], yours.steps >= inputs.steps, right.steps == yours.steps
      else {
        return false
      }
      let first = yours.steps - inputs.steps + start
      for step in first + 1..<yours.steps
      where !zip(yours.step(step), yours.step(first)).allSatisfy({ $0 == $1 || ($0.isNaN && $1.isNaN) }) {
        return false
      }
      total += right.stride
      changing += zip(right.step(first), right.step(right.steps - 1)).count { $0 != $1 }
    }
    return total > 0 && 2 * changing > total
  }

  /// True if another run of the program, on other inputs, gave the same numbers in most of the places where the right
  /// ones differ. One number that an input reaches does not vouch for the others.
  ///
  /// - Parameters:
  ///   - other: the numbers that the program published on other inputs, in as many steps or more.
  ///   - otherGolden: the right numbers there.
  package func isIndependent(_ quantity: String, other: Trace, otherGolden: Trace) -> Bool {
    // The first steps may still show the start.
    let skipped = inputs.steps >= 4 ? 2 : 0
    var (same, differing, undefined) = (0, 0, 0)
    for owner in trace.parameters(of: quantity) {
      let key = Trace.Key(quantity, owner)
      guard let yours = trace[key], let again = other[key], let right = golden[key], let rightThere = otherGolden[key],
        [again, right, rightThere].allSatisfy({ $0.shape == yours.shape && $0.steps >= yours.steps })
      else { return false }
      for index in yours.values.indices.dropFirst(skipped * yours.stride)
      where !Self.isNearly(right.values[index], rightThere.values[index]) {
        guard yours.values[index].isFinite || again.values[index].isFinite else {
          undefined += 1
          continue
        }
        differing += 1
        // A last digit that an input moves is no more than none.
        same += Self.isNearly(yours.values[index], again.values[index], within: 1e-5) ? 1 : 0
      }
    }
    return differing > 0 ? 2 * same > differing : undefined > 0
  }

  /// True if two numbers are equal but for rounding, however much the rounding has grown. Numbers that are not finite
  /// are all alike.
  private static func isNearly(_ a: Double, _ b: Double, within share: Double = 1e-9) -> Bool {
    guard a.isFinite, b.isFinite else { return a.isFinite == b.isFinite }
    return abs(a - b) <= share * max(abs(a), abs(b))
  }

  /// The quantities that agree with their sources, although all of those sources are uninformative.
  ///
  /// - Parameters:
  ///   - uninformative: the wrong quantities whose values prove nothing, and the reasons.
  ///   - written: inputs that prove nothing either, since they are the same on other inputs.
  /// - Returns: each such quantity with the uninformative one that it comes from.
  package func unproven(
    by uninformative: [String: Finding.Uninformative], among following: Set<String>, besides written: Set<String> = []
  ) -> [String: String] {
    let living = recipe.dependents(of: Set(recipe.inputs.map(\.name)))
    let constants = recipe.inputs.filter { !inputs.isSeries($0, .init($0.name)) }.map(\.name)
    var found: [String: String] = [:]
    for (quantity, why) in uninformative.sorted(by: { $0.key < $1.key }) {
      if case .backSolved(let result) = why, following.contains(result) { found[result] = found[result] ?? quantity }
    }
    var grew = true
    while grew {
      grew = false
      for quantity in recipe.quantities where following.contains(quantity) && found[quantity] == nil {
        let sources = publishedSources(of: quantity)
        let dead = sources.filter { uninformative[$0] != nil || found[$0] != nil }.sorted()
        // Beside frozen quantities, an input that is given once for a run does not move the result either.
        let isStill = dead.allSatisfy { (uninformative[$0] ?? found[$0].flatMap { uninformative[$0] }) == .frozen }
        let fixed = isStill ? written.union(constants) : written
        func isDead(_ source: String) -> Bool {
          dead.contains(source) || fixed.contains(source) || !living.contains(source)
        }
        guard let first = dead.first, sources.allSatisfy(isDead) else { continue }
        found[quantity] = uninformative[first] != nil ? first : found[first]
        grew = true
      }
    }
    return found
  }
}
