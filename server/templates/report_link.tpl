{{%AUTOESCAPE context="HTML"}}<p class="quiet"><a href="{{PATH}}/report">Report</a></p>
