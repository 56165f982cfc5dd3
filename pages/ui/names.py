"""Names that several pages use: those of the entries of dlcore's registries, each demanded by a test, and labels."""

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
    "absolute": Text("Absolute error", "절댓값 오차"),
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

ACTIVATION = Text("Activation", "활성화 함수")
BACKWARD = Text("3 Backward", "3 역전파")
BATCH_SIZE = Text("Batch size", "배치 크기")
BLUE = Text("blue", "파랑")
CROSS_ENTROPY = Text("cross-entropy", "교차 엔트로피")
DATA = Text("Data", "데이터")
DEGREE = Text("Degree", "차수")
DEPTH = Text("Hidden layers", "은닉층 수")
DIVERGED = Text("diverged at step {step}", "{step}스텝에서 발산")
DIVERGED_LATE = Text("diverged at step {step:,}", "{step:,}스텝에서 발산")
EPOCH = Text("Epoch", "에포크")
EPOCHS = Text("Epochs", "에포크")
EPOCH_AXIS = Text("epoch", "에포크")
FEATURES_USED = Text("Features", "특성")
FIRST_WEIGHTS = Text("Initialization", "가중치 초기화")
FORWARD = Text("1 Forward", "1 순전파")
HIDDEN_LAYERS = Text("Hidden layers", "은닉층")
LEARNING_RATE = Text("Learning rate η", "학습률 η")
LEFT = Text("left the picture at step {step}", "{step}스텝에서 그림 밖으로 나감")
LOSS = Text("Loss", "손실")
LOSS_AXIS = Text("loss", "손실")
LOSS_FUNCTION = Text("Loss", "손실 함수")
MODEL = Text("Model", "모델")
NETWORK = Text("Network", "신경망")
NOISE = Text("Noise", "잡음")
NONE = Text("none", "없음")
OPTIMIZER = Text("Optimizer", "옵티마이저")
ORANGE = Text("orange", "주황")
OTHER_TASK = Text("The settings differ from the task.", "지금 설정이 과제와 다릅니다.")
OTHER_TASK_PRESS = Text(
    "The settings differ from the task: press the button.", "지금 설정이 과제와 다릅니다. 버튼을 누르십시오."
)
OUTPUT = Text("Output of the network", "신경망의 출력")
PART = Text("What to look at", "살펴볼 부분")
RATE = Text("Learning rate", "학습률")
SCHEDULE = Text("Learning-rate schedule", "학습률 스케줄")
SEEN = Text("What you saw", "결과 정리")
SQUARED_BIAS = Text("bias²", "편향²")
SQUARED_ERROR = Text("squared error", "제곱 오차")
STEP = Text("Step", "스텝")
STEPS = Text("Steps", "스텝 수")
STRENGTH = Text("Strength λ", "규제 강도 λ")
TEST = Text("test", "시험")
THEN_LOSS = Text("2 Loss", "2 손실")
TRAINING = Text("training", "훈련")
TRAINING_LOSS = Text("training loss", "훈련 손실")
UPDATE = Text("4 Update", "4 갱신")
VARIANCE = Text("variance", "분산")
WEIGHT_SEED = Text("Seed of the weights", "가중치 시드")
