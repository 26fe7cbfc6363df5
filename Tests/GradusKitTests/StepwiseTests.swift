import Testing

@testable import GradusKit

private struct Scaling: Layer {
  @Setting var offset = 0.0
  var gain = Tensor(0)
  var dgain = Tensor(0)
  var seen = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    seen = x
    return x.map { gain[0] * $0 + offset }
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    dgain = Tensor((0..<dy.count).reduce(0) { $0 + dy[$1] * seen[$1] })
    return dy.map { gain[0] * $0 }
  }
}

private struct Difference: Loss {
  func value(_ y: Tensor, target: Tensor) -> Double { y[0] - target[0] }
  func gradient(_ y: Tensor, target: Tensor) -> Tensor { Tensor(repeating: 1, shape: y.shape) }
}

private struct Inverse: Schedule {
  @Setting var learningRate = 1.0
  func rate(at step: Int) -> Double { learningRate / Double(step) }
}

private struct Counting: Initializer {
  func weights(shape: [Int]) -> Tensor {
    Tensor(shape: shape, values: (0..<shape.reduce(1, *)).map(Double.init))
  }
}

/// Layers, losses, schedules and initializers behind the C table.
@Suite struct StepwiseTests {
  @Test func aLayerIsGivenItsTensorsAndReportsWhatItMakes() throws {
    let heard = Heard()
    let layer = try Registration.layer(Scaling.init).make(heard.host, [(name: "offset", value: 10)])
    try call(
      layer, "start",
      [
        ("inputs/gain", Tensor(3)), ("inputs/x", Tensor(shape: [2], values: [1, 2])),
        ("inputs/dy", Tensor(shape: [2], values: [5, 7])),
      ])
    #expect(heard.reports.isEmpty)
    try call(layer, "step", [])
    #expect(heard.names == ["y", "dx", "gain", "dgain", "seen"])
    #expect(heard.reports.allSatisfy { $0.step == 1 && $0.parameter.isEmpty })
    #expect(heard.value("y") == Tensor(shape: [2], values: [13, 16]))
    #expect(heard.value("dx") == Tensor(shape: [2], values: [15, 21]))
    #expect(heard.value("dgain") == Tensor(19))
    // The new input of a step takes the place of the old one.
    try call(layer, "step", [("inputs/x", Tensor(shape: [2], values: [0, 1]))])
    #expect(heard.reports.last?.step == 2)
    #expect(heard.value("y") == Tensor(shape: [2], values: [10, 13]))
  }

  @Test func whatALayerCannotBeGivenIsNamed() throws {
    let layer = try Registration.layer(Scaling.init).make(Heard().host, [])
    #expect(throws: Complaint.notStarted) { try call(layer, "step", []) }
    #expect(throws: Complaint.missingProperty("W")) { try call(layer, "start", [("inputs/W", Tensor(1))]) }
    #expect(Complaint.missingProperty("W").message.contains("var W = Tensor(0)"))
    try call(layer, "start", [])
    #expect(throws: Complaint.missingTensor("inputs/x")) { try call(layer, "step", []) }
    #expect(throws: Complaint.unknownMethod("jump")) { try call(layer, "jump", []) }
    #expect(throws: Complaint.unknownSetting("rate")) {
      try Registration.layer(Scaling.init).make(Heard().host, [(name: "rate", value: 1)])
    }
  }

  @Test(arguments: ["y", "z"]) func aLossReportsItsValueAndItsGradient(name: String) throws {
    let heard = Heard()
    let loss = try Registration.loss(Difference.init).make(heard.host, [])
    try call(
      loss, "start",
      [("inputs/" + name, Tensor(shape: [2], values: [5, 1])), ("inputs/target", Tensor(shape: [2], values: [2, 1]))])
    try call(loss, "step", [])
    #expect(heard.names == ["loss", "d" + name])
    #expect(heard.value("loss") == Tensor(3) && heard.value("d" + name) == Tensor(shape: [2], values: [1, 1]))
  }

  @Test func anInitializerIsToldTheShapeOfItsWeights() throws {
    let heard = Heard()
    let initializer = try Registration.initializer(Counting.init).make(heard.host, [])
    try call(initializer, "start", [("chosen/draws", Tensor(shape: [2], values: [2, 3]))])
    try call(initializer, "step", [])
    #expect(heard.names == ["W"])
    #expect(heard.value("W") == Tensor(shape: [2, 3], values: [0, 1, 2, 3, 4, 5]))
    try call(initializer, "start", [])
    #expect(throws: Complaint.missingTensor("chosen/draws")) { try call(initializer, "step", []) }
  }

  @Test func aScheduleIsAskedStepByStep() throws {
    let heard = Heard()
    let schedule = try Registration.schedule(Inverse.init).make(heard.host, [(name: "learningRate", value: 6)])
    try call(schedule, "start", [])
    for _ in 1...3 { try call(schedule, "step", []) }
    #expect(heard.reports.map(\.tensor) == [Tensor(6), Tensor(3), Tensor(2)])
    #expect(heard.reports.map(\.step) == [1, 2, 3])
  }

  @Test func aMomentumIsReportedWhereItIsAskedFor() throws {
    let heard = Heard()
    let schedule = try Registration.schedule(Inverse.init).make(heard.host, [])
    try call(schedule, "start", [("quantities/momentum", Tensor(0))])
    try call(schedule, "step", [])
    #expect(heard.names == ["momentum"] && heard.value("momentum") == Tensor(1))
    try call(schedule, "start", [("quantities/learningRate", Tensor(0))])
    try call(schedule, "step", [])
    #expect(heard.names.last == "learningRate")
  }

  @Test func aDescriptionListsWhatWillBeReported() {
    let layer = Registration.layer(Scaling.init)
    #expect(layer.component == "layer" && layer.quantities == ["y", "dx", "gain", "dgain", "seen"])
    #expect(layer.settings().map(\.name) == ["offset"])
    #expect(Registration.schedule(Inverse.init).quantities == ["learningRate", "momentum"])
  }
}
