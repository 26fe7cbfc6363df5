import Testing

@testable import GradusKit

/// A trainer that takes 1 off every weight at each step, and keeps something of every kind that is read.
private struct Descent: Trainer {
  @Setting var rate = 1.0
  var loss = 0.0
  var batches: [Int] = []
  var seen: [Double] = []
  var count = 0
  var y = Tensor(0)
  var gradients: Parameters = 0
  var moments: [String: [Double]] = [:]
  var weights = 3.0
  var title = "not a number"
  @Setting var extra = 1

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    for step in 1...data.steps {
      loss = Double(step)
      batches = [step, step + 1]
      seen = data["noise", step: step].values
      count = data.batchSize
      y = data["x"]
      gradients["w"][1] = Double(10 * step)
      moments = ["w": [1, 2], "nobody's": [3]]
      weights -= rate
      report(self, weights)
    }
  }
}

private final class Shared: Trainer {
  var loss = 0.0
  required init() {}
  func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Shared, Parameters) -> Void) {
    for _ in 1...data.steps {
      loss += 1
      report(self, weights)
    }
  }
}

/// A trainer that does with `report` as each row of a table says.
private struct Wayward: Trainer {
  @Setting var way = 0
  var batches: [Int] = [1, 2]

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    switch way {
    case 1: for _ in 0...data.steps { report(self, weights) }
    case 2: report(self, Parameters(names: ["v"], tensors: [Tensor(1)]))
    case 3:
      weights["w"] = Tensor(1)
      report(self, weights)
    case 4:
      batches = [1]
      report(self, weights)
    case 5: _ = data["nobody"]
    case 6: _ = data["noise", step: data.steps + 1]
    case 7: _ = data["batches"]
    default: for _ in 1...data.steps { report(self, weights) }
    }
  }
}

private func start(
  _ component: Component, steps: Int = 2, quantities: [String] = ["loss", "batches", "gradients", "moments", "y"]
) throws {
  let named = quantities.map { ("quantities/" + $0, Tensor(shape: [0], values: [])) }
  try call(
    component, "start",
    [
      ("parameters/w", Tensor(shape: [2], values: [5, 6])), ("inputs/x", Tensor(4)), ("steps", Tensor(Double(steps))),
      ("chosen/batches", Tensor(shape: [1], values: [2])),
    ] + named)
  for step in 1...steps { try call(component, "give", [("inputs/noise", Tensor(Double(step)))]) }
}

/// A trainer that sets its gradients to 0 at each step, and then writes to their elements.
private struct Accumulation: Trainer {
  var gradients: Parameters = 0
  var moments: Parameters = 1
  var y = Tensor(0)

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    for _ in 1...data.steps {
      gradients = 0
      gradients["w"][1] += 4
      moments = 2
      for name in moments.names { moments[name][0] = 3 }
      let other: Parameters = 5
      y = other["w"]
      report(self, weights)
    }
  }
}

extension OneThread {
  /// Training loops behind the C table.
  @Suite struct TrainerTests {
    @Test func everyStepIsReportedWithWhatIsAskedFor() throws {
      let heard = Heard()
      let trainer = try Registration.trainer(Descent.init).make(heard.host, [(name: "rate", value: 2)])
      try start(trainer)
      #expect(heard.reports.isEmpty)
      try call(trainer, "fit", [])
      func reports(_ step: Int64) -> [String] {
        heard.reports.filter { $0.step == step }.map {
          $0.parameter.isEmpty ? $0.quantity : "\($0.quantity)/\($0.parameter)"
        }
      }
      // The weights are those that were reported, whatever else has that name.
      // Of quantities that nobody asks for there is the name, once.
      #expect(reports(1) == ["weights/w", "gradients/w", "moments/w", "loss", "batches", "seen", "count", "y"])
      #expect(reports(2) == ["weights/w", "gradients/w", "moments/w", "loss", "batches", "y"])
      #expect(heard.reports.allSatisfy { (1...2).contains($0.step) })
      #expect(heard.value("weights") == Tensor(shape: [2], values: [1, 2]))
      #expect(heard.value("gradients") == Tensor(shape: [2], values: [0, 20]))
      #expect(heard.value("moments") == Tensor(shape: [2], values: [1, 2]))
      #expect(heard.value("loss") == Tensor(2) && heard.value("y") == Tensor(4))
      #expect(heard.value("batches") == Tensor(shape: [2], values: [2, 3]))
      #expect(heard.value("seen") == Tensor(shape: [0], values: []) && heard.value("count")?.count == 0)
    }

    @Test func aClassIsReadAsItIsAtEachReport() throws {
      let heard = Heard()
      let trainer = try Registration.trainer(Shared.init).make(heard.host, [])
      try start(trainer, steps: 3)
      try call(trainer, "fit", [])
      #expect(heard.reports.filter { $0.quantity == "loss" }.map(\.tensor) == [Tensor(1), Tensor(2), Tensor(3)])
    }

    /// A number has the weights' names and shapes while a step is taken.
    @Test func aNumberIsWrittenToByElement() throws {
      let heard = Heard()
      let trainer = try Registration.trainer(Accumulation.init).make(heard.host, [])
      try start(trainer)
      try call(trainer, "fit", [])
      #expect(heard.value("gradients") == Tensor(shape: [2], values: [0, 4]))
      #expect(heard.value("moments") == Tensor(shape: [2], values: [3, 2]))
      #expect(heard.value("y") == Tensor(shape: [2], values: [5, 5]))
      #expect(Parameters(0).names.isEmpty)
    }

    @Test func everyStartHasOneFit() throws {
      let heard = Heard()
      let trainer = try Registration.trainer(Wayward.init).make(heard.host, [])
      #expect(throws: Complaint.notStarted) { try call(trainer, "fit", []) }
      #expect(throws: Complaint.missingTensor("steps")) { try call(trainer, "start", []) }
      try start(trainer)
      try call(trainer, "fit", [])
      #expect(throws: Complaint.notStarted) { try call(trainer, "fit", []) }
      #expect(throws: Complaint.unknownMethod("step")) { try call(trainer, "step", []) }
      #expect(heard.reports.count { $0.quantity == "weights" } == 2)
      #expect(throws: Complaint.unknownSetting("speed")) {
        try Registration.trainer(Wayward.init).make(Heard().host, [(name: "speed", value: 1)])
      }
      #expect(throws: Complaint.unfitSetting("way", 0.5)) {
        try Registration.trainer(Wayward.init).make(Heard().host, [(name: "way", value: 0.5)])
      }
    }

    @Test func aDescriptionListsWhatMayBeReported() {
      let registration = Registration.trainer(Descent.init)
      #expect(registration.settings().map(\.name) == ["rate", "extra"])
      #expect(registration.quantities == ["gradients", "moments", "loss", "batches", "seen", "count", "y"])
    }

    /// More reports than steps, weights of other names and shapes, a choice of another shape, and data that is not there.
    @Test func whatCannotBeReportedEndsTheProgram() async {
      await #expect(processExitsWith: .failure) { try run(1) }
      await #expect(processExitsWith: .failure) { try run(2) }
      await #expect(processExitsWith: .failure) { try run(3) }
      await #expect(processExitsWith: .failure) { try run(4) }
      await #expect(processExitsWith: .failure) { try run(5) }
      await #expect(processExitsWith: .failure) { try run(6) }
      await #expect(processExitsWith: .failure) { try run(7) }
      await #expect(processExitsWith: .success) { try run(0) }
    }

    @Test func theDataKnowsItsShapes() {
      var data = TrainingData()
      data.steps = 2
      data.constants = ["x": Tensor(repeating: 0, shape: [7, 3])]
      data.series = ["noise": [Tensor(1), Tensor(2)]]
      data.chosen = ["batches": [5]]
      #expect(data.shape(of: "x") == [7, 3] && data.shape(of: "noise") == [] && data.shape(of: "batches") == [5])
      #expect(data.batchSize == 5 && data["noise", step: 2] == Tensor(2) && data["x"].count == 21)
      data.chosen = [:]
      data.series["batches"] = [Tensor(repeating: 0, shape: [4])]
      #expect(data.batchSize == 4)
    }

    /// Of two properties with one name as it is read, the one that is written so is taken.
    @Test func noNameIsReadTwice() {
      struct Doubled {
        var _loss = 1.0
        var loss = 2.0
        var _y = 3.0
      }
      var doubled = Doubled()
      let readings = Properties<Doubled>().readings(of: &doubled, asked: nil, isFirst: true)
      #expect(readings.map(\.quantity) == ["loss", "y"] && readings.map(\.tensor) == [Tensor(2), Tensor(3)])
      class Above { var loss = 1.0 }
      final class Below: Above { var loss2 = 3.0 }
      var below = Below()
      let inherited = Properties<Below>().readings(of: &below, asked: nil, isFirst: true)
      #expect(inherited.map(\.quantity) == ["loss", "loss2"] && inherited.map(\.tensor) == [Tensor(1), Tensor(3)])
    }
  }

}

private func run(_ way: Int) throws {
  let heard = Heard()
  defer { withExtendedLifetime(heard) {} }
  let trainer = try Registration.trainer(Wayward.init).make(heard.host, [(name: "way", value: Double(way))])
  try start(trainer)
  try call(trainer, "fit", [])
}
