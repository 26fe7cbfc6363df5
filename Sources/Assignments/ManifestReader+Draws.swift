internal import Equations
import Yams

// Draws of weights, gradients, learning rates and the objective.
extension ManifestReader {
  /// - Parameter isOptional: true if an objective's gradients are handed out when none are drawn.
  mutating func gradients(of mapping: ManifestMapping, isOptional: Bool) -> GradientDraw? {
    if let place = mapping["gradients"] { return gradientDraw(place) }
    guard has(.gradients), !isOptional else { return GradientDraw() }
    note(.missingKey("gradients", .mapping(of: "how gradients are drawn")), at: mapping.place)
    return nil
  }

  mutating func weightDraw(_ place: ManifestNode) -> WeightDraw? {
    let keys = ["distribution", "magnitudes"]
    guard let mapping = mapping(place, of: "how weights are drawn", keys: keys) else { return nil }
    var draw = WeightDraw()
    if let distribution = mapping["distribution"].flatMap({
      choice($0, .weightDistribution, as: WeightDraw.Distribution.self)
    }) {
      draw.distribution = distribution
    }
    if let magnitudes = mapping["magnitudes"].flatMap({ interval($0, .magnitudes) { $0 > 0 && $0 < $1 } }) {
      draw.magnitudes = magnitudes
    }
    return draw
  }

  private mutating func gradientDraw(_ place: ManifestNode) -> GradientDraw? {
    let keys = ["distribution", "exponents", "zeros"]
    guard let mapping = mapping(place, of: "how gradients are drawn", keys: keys) else { return nil }
    var draw = GradientDraw()
    if let distribution = mapping["distribution"].flatMap({
      choice($0, .gradientDistribution, as: GradientDraw.Distribution.self)
    }) {
      draw.distribution = distribution
    }
    if let exponents = mapping["exponents"].flatMap({ interval($0, .exponents) { $0 >= -100 && $1 <= 100 } }) {
      draw.exponents = exponents
    }
    if let zeros = mapping["zeros"].flatMap({ number($0, .fraction) { $0 >= 0 && $0 < 1 } }) { draw.zeros = zeros }
    return draw
  }

  mutating func learningRates(_ place: ManifestNode, steps: Int?) -> LearningRates? {
    if let component, !knownSettings.contains("learningRate") {
      note(
        .unknownName(.setting(recipe: component.name), "learningRate", nearest: nil, known: knownSettings), at: place)
    }
    switch place.node {
    case .sequence(let sequence):
      let rates = sequence.compactMap { number(ManifestNode(node: $0, path: place.path)) }
      if let steps, sequence.count != steps {
        note(.wrongCount(of: .learningRates, expected: steps, found: sequence.count), at: place)
      }
      return .list(rates)
    case .mapping:
      guard let schedule = mapping(place, of: "a schedule", keys: ["drop"]),
        let drop = required("drop", in: schedule, .learningRates),
        let mapping = mapping(drop, of: "a drop", keys: ["at", "factor"])
      else { return nil }
      let at = required("at", in: mapping, .wholeNumber(atLeast: 1)).flatMap { wholeNumber($0, atLeast: 1) }
      let factor = required("factor", in: mapping, .numberAbove(0)).flatMap { number($0, .numberAbove(0)) { $0 > 0 } }
      guard let at, let factor else { return nil }
      return .drop(at: at, factor: factor)
    default:
      note(.expected(.learningRates, found: place.found), at: place)
      return nil
    }
  }

  mutating func objectiveDraw(_ place: ManifestNode) -> ObjectiveDraw? {
    let keys = ["curvature", "center"]
    guard let mapping = mapping(place, of: "how the objective is drawn", keys: keys) else { return nil }
    var draw = ObjectiveDraw()
    if let curvature = mapping["curvature"].flatMap({ interval($0, .magnitudes) { $0 > 0 && $0 < $1 } }) {
      draw.curvature = curvature
    }
    if let center = mapping["center"].flatMap({ interval($0, .range) { $0 < $1 } }) { draw.center = center }
    return draw
  }
}
