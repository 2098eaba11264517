{{%AUTOESCAPE context="HTML"}}<p class="audience">Who can read it: {{>ICON}} <strong>{{LABEL}}</strong></p>
