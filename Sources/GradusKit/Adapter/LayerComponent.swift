/// A ``Layer`` behind the C table: each step goes there and, where `dy` is given, back.
final class LayerComponent<Subject: Layer>: StepwiseComponent<Subject> {
  override var arguments: Set<String> { ["x", "dy"] }

  override func step() throws(Complaint) {
    let x = try input("x")
    report("y", subject.forward(x))
    if has("dy") { report("dx", subject.backward(try input("dy"))) }
    for (name, tensor) in Reflection.tensors(of: subject)
    where declared.contains(name) && !Self.returned.contains(name) { report(name, tensor) }
  }

  fileprivate static var returned: [String] { ["y", "dx"] }
}

/// A ``Loss`` behind the C table; its predictions are `y`, or logits `z`.
final class LossComponent<Subject: Loss>: StepwiseComponent<Subject> {
  override var arguments: Set<String> { ["y", "z", "target"] }

  override func step() throws(Complaint) {
    let name = has("z") ? "z" : "y"
    let (predictions, target) = (try input(name), try input("target"))
    report("loss", Tensor(subject.value(predictions, target: target)))
    report("d" + name, subject.gradient(predictions, target: target))
  }
}

/// A ``Schedule`` behind the C table.
final class ScheduleComponent<Subject: Schedule>: StepwiseComponent<Subject> {
  override func step() throws(Complaint) { report("learningRate", Tensor(subject.rate(at: stepsTaken))) }
}

extension Registration {
  /// The registration of a type that implements ``Layer``.
  static func layer<Subject: Layer>(_ type: Subject.Type) -> Registration {
    Registration(
      component: "layer",
      describe: {
        let fresh = Subject()
        let returned = LayerComponent<Subject>.returned
        return (
          Reflection.settings(of: fresh),
          returned + Reflection.tensors(of: fresh).map(\.name).filter { !returned.contains($0) }
        )
      },
      make: { (host, settings) throws(Complaint) in
        try LayerComponent<Subject>(host: host, subject: Subject(), settings: settings)
      })
  }

  /// The registration of a type that implements ``Loss``.
  static func loss<Subject: Loss>(_ type: Subject.Type) -> Registration {
    Registration(
      component: "loss",
      describe: { (Reflection.settings(of: Subject()), ["loss", "dy", "dz"]) },
      make: { (host, settings) throws(Complaint) in
        try LossComponent<Subject>(host: host, subject: Subject(), settings: settings)
      })
  }

  /// The registration of a type that implements ``Schedule``.
  static func schedule<Subject: Schedule>(_ type: Subject.Type) -> Registration {
    Registration(
      component: "schedule",
      describe: { (Reflection.settings(of: Subject()), ["learningRate"]) },
      make: { (host, settings) throws(Complaint) in
        try ScheduleComponent<Subject>(host: host, subject: Subject(), settings: settings)
      })
  }
}
