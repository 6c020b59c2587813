def create_applications(demo):
    pass
