/// A ``Layer`` behind the C table: each step goes there and, where `dy` is given, back.
final class LayerComponent<Subject: Layer>: StepwiseComponent<Subject> {
  override var arguments: Set<String> { ["x", "dy"] }

  override func step() throws(Complaint) {
    let x = try input("x")
    report("y", subject.forward(x))
    if has("dy") { report("dx", subject.backward(try input("dy"))) }
    reportProperties()
  }
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
  override func step() throws(Complaint) { report(scheduled, Tensor(subject.rate(at: stepsTaken))) }

  /// The name of the scheduled number: a momentum where one is asked for, and else a learning rate.
  private var scheduled: String { asked?.contains("momentum") ?? false ? "momentum" : "learningRate" }
}

extension Registration {
  /// The registration of a type that implements ``Layer``.
  static func layer<Subject: Layer>(
    _ fresh: @escaping () -> Subject, _ named: _Properties<Subject> = _Properties()
  ) -> Registration {
    let returned = ["y", "dx"]
    let properties = Properties(named, whole: false, except: Set(returned))
    return Registration(component: "layer", properties, returned: returned, of: fresh) {
      (host, settings) throws(Complaint) in
      try LayerComponent<Subject>(host: host, subject: fresh(), properties, settings: settings)
    }
  }

  /// The registration of a type that implements ``Loss``.
  static func loss<Subject: Loss>(
    _ fresh: @escaping () -> Subject, _ named: _Properties<Subject> = _Properties()
  ) -> Registration {
    let properties = Properties(named, whole: false)
    return Registration(component: "loss", properties, returned: ["loss", "dy", "dz"], isRead: false, of: fresh) {
      (host, settings) throws(Complaint) in
      try LossComponent<Subject>(host: host, subject: fresh(), properties, settings: settings)
    }
  }

  /// The registration of a type that implements ``Schedule``.
  static func schedule<Subject: Schedule>(
    _ fresh: @escaping () -> Subject, _ named: _Properties<Subject> = _Properties()
  ) -> Registration {
    let returned = ["learningRate", "momentum"]
    let properties = Properties(named, whole: false)
    return Registration(component: "schedule", properties, returned: returned, isRead: false, of: fresh) {
      (host, settings) throws(Complaint) in
      try ScheduleComponent<Subject>(host: host, subject: fresh(), properties, settings: settings)
    }
  }
}
