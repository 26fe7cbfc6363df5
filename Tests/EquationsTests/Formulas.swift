@testable import Equations

/// Makes a recipe of one formula over the leaves, all of them given at each step.
func simulation(_ formula: Expression, _ leaves: [String: Block]) -> Simulation {
  simulation([quantity("result") ← formula], leaves)
}

/// A recipe of some equations over the leaves, all of them given at each step.
func simulation(_ equations: [Equation], _ leaves: [String: Block]) -> Simulation {
  let component = Component(
    name: "formula", title: "A formula", kind: .layer, conventions: .plain(),
    equations: { _ in equations },
    inputs: leaves.sorted { $0.key < $1.key }.map { Input($0.key, "a leaf", perStep: true) }, sources: [])
  guard let recipe = try? component.recipe() else { preconditionFailure("no recipe") }
  return Simulation(recipe, settings: [:], parameters: [], weights: [])
}

/// Returns numbers from −1 to 1.
func numbers(_ count: Int, seed: UInt64) -> [Double] {
  var generator = Draws(state: seed)
  return (0..<count).map { _ in Double(generator.next() >> 11) * 0x1p-52 - 1 }
}

/// splitmix64 (Steele, Lea and Flood, OOPSLA 2014).
struct Draws {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
