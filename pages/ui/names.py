"""What the entries of dlcore's registries are called, in both languages; a test demands a name for each."""

from pages.ui.text import Text

DATASETS = {
    "line": Text("Line", "직선"),
    "sine": Text("Sine wave", "사인 곡선"),
    "plane": Text("Tilted plane", "기울어진 평면"),
    "hills": Text("Hills", "언덕"),
    "blobs": Text("Two clouds", "두 무리"),
    "moons": Text("Moons", "초승달"),
    "circles": Text("Circles", "동심원"),
    "xor": Text("XOR", "XOR"),
    "spiral": Text("Spiral", "나선"),
    "stripes": Text("Stripes", "줄무늬"),
    "iris": Text("Iris (3 kinds of flower)", "붓꽃 (3가지 품종)"),
    "wine": Text("Wine (3 cultivars)", "와인 (포도 품종 3가지)"),
    "breast_cancer": Text("Breast cancer (benign or not)", "유방암 (양성 종양·악성 종양)"),
    "digits": Text("Handwritten digits", "손글씨 숫자"),
    "diabetes": Text("Diabetes (a number)", "당뇨병 (수치 예측)"),
}

FEATURES = {
    "x1": Text("x₁", "x₁"),
    "x2": Text("x₂", "x₂"),
    "x1_squared": Text("x₁²", "x₁²"),
    "x2_squared": Text("x₂²", "x₂²"),
    "x1_x2": Text("x₁x₂", "x₁x₂"),
    "sin_x1": Text("sin πx₁", "sin πx₁"),
    "sin_x2": Text("sin πx₂", "sin πx₂"),
}

ACTIVATIONS = {
    "linear": Text("None (linear)", "없음 (선형)"),
    "tanh": Text("tanh", "tanh"),
    "sigmoid": Text("Sigmoid", "시그모이드"),
    "relu": Text("ReLU", "ReLU"),
    "leaky_relu": Text("Leaky ReLU", "Leaky ReLU"),
    "elu": Text("ELU", "ELU"),
    "softplus": Text("Softplus", "소프트플러스"),
}

LOSSES = {
    "squared": Text("Squared error", "제곱 오차"),
    "absolute": Text("Absolute error", "절대 오차"),
    "huber": Text("Huber", "후버(Huber)"),
    "cross_entropy": Text("Cross-entropy", "교차 엔트로피"),
    "hinge": Text("Hinge", "힌지(hinge)"),
}

OPTIMIZERS = {
    "sgd": Text("Gradient descent", "경사하강법"),
    "momentum": Text("Momentum", "모멘텀"),
    "nesterov": Text("Nesterov", "네스테로프"),
    "adagrad": Text("AdaGrad", "AdaGrad"),
    "rmsprop": Text("RMSProp", "RMSProp"),
    "adadelta": Text("AdaDelta", "AdaDelta"),
    "adam": Text("Adam", "Adam"),
    "adamw": Text("AdamW", "AdamW"),
    "nadam": Text("Nadam", "Nadam"),
    "lion": Text("Lion", "Lion"),
}

SCHEDULES = {
    "constant": Text("Constant", "일정하게"),
    "step": Text("In steps (÷ 10)", "계단식 (÷ 10)"),
    "inverse_time": Text("1/t", "1/t"),
    "cosine": Text("Cosine", "코사인"),
    "warmup": Text("Warm-up", "워밍업"),
}

INITIALIZATIONS = {
    "glorot": Text("Glorot", "글로럿(Glorot)"),
    "he": Text("He", "허(He)"),
    "lecun": Text("LeCun", "르쿤(LeCun)"),
    "zeros": Text("All zero", "모두 0"),
    "large": Text("Too large", "너무 크게"),
}

REGULARIZATIONS = {
    "none": Text("None", "없음"),
    "l1": Text("L1 (sum of sizes)", "L1 (절댓값의 합)"),
    "l2": Text("L2 (sum of squares)", "L2 (제곱의 합)"),
}
